package org.liniya.flow.call;

import org.liniya.call.Key;
import org.liniya.listen.SpeechNews.Why;

/** What a caller answered to a question, by a key or by voice. Immutable. */
public sealed interface Reply {

  record Keyed(Key key) implements Reply {}

  /**
   * What was understood.
   *
   * @param text may be personal, so {@link #toString} does not show it
   */
  record Said(String text, double confidence) implements Reply {
    @Override
    public String toString() {
      return "said";
    }
  }

  /** Something was said, and no use can be made of it. */
  record Misheard(Why why) implements Reply {}

  /** Neither a key nor a word, in the time that the question gave. */
  record Silent() implements Reply {}

  /** The call is over. */
  record Over(Outcome outcome) implements Reply {}
}
