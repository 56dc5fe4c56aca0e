package org.liniya.listen;

import java.util.Set;
import org.liniya.call.Language;

/** What a caller is expected to say, in one language. Immutable. */
public sealed interface Expected {

  Language language();

  /**
   * One of these phrases as a whole, such as those of a menu.
   *
   * @param phrases in lower case, words parted by one space, without punctuation
   */
  record Phrases(Language language, Set<String> phrases) implements Expected {
    public Phrases {
      phrases = Set.copyOf(phrases);
    }
  }

  /**
   * Digits, one by one or with pauses; understood as figures without spaces.
   *
   * @param most after so many the utterance is complete, without waiting for silence
   * @param others phrases that may be said instead, written as those of {@link Phrases}
   */
  record Digits(Language language, int least, int most, Set<String> others) implements Expected {
    public Digits {
      others = Set.copyOf(others);
    }

    /** Digits and nothing else. */
    public Digits(Language language, int least, int most) {
      this(language, least, most, Set.of());
    }
  }

  /** Anything: a description of the matter, which is written down. */
  record Anything(Language language) implements Expected {}
}
