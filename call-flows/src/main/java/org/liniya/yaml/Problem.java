package org.liniya.yaml;

/** A fault of a configuration file, with what to do about it. Immutable. */
public record Problem(Place place, String text, String hint) {

  /** In characters, of the text and of the hint: what stands in a file may be of any length. */
  private static final int LONGEST = 400;

  public Problem {
    text = shortened(text);
    hint = shortened(hint);
  }

  /** The middle goes: the words about what a file holds stand before and behind it. */
  private static String shortened(String words) {
    int half = LONGEST / 2;
    return words.length() <= LONGEST
        ? words
        : words.substring(0, half) + " … " + words.substring(words.length() - half);
  }

  /** {@code path:line:column: problem. hint}, on one line. */
  @Override
  public String toString() {
    return (place + ": " + text + "." + (hint.isEmpty() ? "" : " " + hint))
        .replaceAll("\\s*\\R\\s*", " ");
  }
}
