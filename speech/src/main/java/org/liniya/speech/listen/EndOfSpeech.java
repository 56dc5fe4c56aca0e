package org.liniya.speech.listen;

import java.util.function.IntSupplier;
import org.liniya.listen.Expected;

/**
 * When a caller has said all, by what is expected. For one thread at a time; counts in frames of
 * {@link VoiceModel#FRAME} samples, 32 ms.
 *
 * <ul>
 *   <li>A phrase is over after 0.6 s of silence, and may last 10 s.
 *   <li>Digits are over as soon as there are as many as can be, for 0.3 s; else after 1.5 s of
 *       silence, or 2.5 s while there are too few. They may last 30 s.
 *   <li>Dictation has a pause after 0.7 s, for the words to be made ready, and may hold 10 min of
 *       speech.
 * </ul>
 */
final class EndOfSpeech {

  private static final int ASKED_EVERY = 3;
  private static final int STEADY = 3;

  private final Expected expected;
  private int untilAsked;
  private int words;
  private int steady;

  EndOfSpeech(Expected expected) {
    this.expected = expected;
  }

  /**
   * Called once a frame.
   *
   * @param quietFrames for how long nothing was said
   * @param wordsSoFar how many words there are; asked only where it matters
   */
  boolean reached(int quietFrames, IntSupplier wordsSoFar) {
    return switch (expected) {
      case Expected.Phrases _ -> quietFrames >= frames(600);
      case Expected.Anything _ -> quietFrames >= frames(700);
      case Expected.Digits digits -> {
        count(digits, wordsSoFar);
        yield steady >= STEADY || quietFrames >= frames(words >= digits.least() ? 1500 : 2500);
      }
    };
  }

  private void count(Expected.Digits digits, IntSupplier wordsSoFar) {
    if (--untilAsked > 0) {
      return;
    }
    untilAsked = ASKED_EVERY;
    words = wordsSoFar.getAsInt();
    steady = words == digits.most() ? steady + 1 : 0;
  }

  /** Whether so much speech is more than is listened to. */
  boolean tooLong(int spokenFrames) {
    return spokenFrames
        >= switch (expected) {
          case Expected.Phrases _ -> frames(10_000);
          case Expected.Digits _ -> frames(30_000);
          case Expected.Anything _ -> frames(600_000);
        };
  }

  private static int frames(int ms) {
    return ms / 32;
  }
}
