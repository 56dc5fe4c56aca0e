package org.liniya.server.imports;

import org.liniya.yaml.Place;

/**
 * What became of one line of an imported file. Immutable.
 *
 * @param what the line, as far as it matters
 * @param text what it was taken as, or why it has no counterpart and what to do instead
 */
public record Finding(Place place, String what, Verdict verdict, String text) {

  /** The three things that can become of a line. */
  public enum Verdict {
    TAKEN("taken as"),
    LACKING("has no counterpart"),
    IGNORED("ignored");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  public Finding {
    what = Names.shown(what, 60);
    text = Names.shown(text, 400);
  }
}
