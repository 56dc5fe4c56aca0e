package org.liniya.listen;

/**
 * What a {@link org.liniya.port.SpeechRecognizer.Hearing} tells of one utterance: at most one
 * {@link Began}, then exactly one of the others, then nothing; nothing at all after it was closed.
 * Immutable.
 */
public sealed interface SpeechNews {

  /** The caller has begun to speak; comes early enough to stop a prompt. */
  record Began() implements SpeechNews {}

  /**
   * What was said.
   *
   * @param text a phrase, digits, or what was written down; may be personal, so {@link #toString}
   *     does not show it
   * @param confidence of the least certain word, of dictation the mean of its words; from 0 to 1
   */
  record Understood(String text, double confidence) implements SpeechNews {
    @Override
    public String toString() {
      return "understood (" + confidence + ")";
    }
  }

  /** Something was said, or a noise was taken for speech, and no use can be made of it. */
  record NotUnderstood(Why why) implements SpeechNews {}

  /** Why nothing was understood. */
  enum Why {
    /** Nothing like a word: noise, music, silence. */
    NO_WORDS,
    /** Words, but none that are expected. */
    OTHER_WORDS,
    /** An expected word, but not for certain. */
    UNCERTAIN,
    /** It took too long, or the recogniser could not keep up. */
    TOO_LONG,
    /** The recogniser failed. */
    FAILED
  }
}
