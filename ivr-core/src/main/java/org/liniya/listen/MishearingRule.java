package org.liniya.listen;

import org.liniya.listen.SpeechNews.Why;

/**
 * What a question does when no use can be made of what was said. Pure; for any thread.
 *
 * <ul>
 *   <li>The recogniser failed: keys only, from now on. Saying it again would not help.
 *   <li>The first time: the caller is asked to say it again, or to press a key.
 *   <li>The second time: the keypad question, which does not listen any more. A caller whom the
 *       recogniser does not understand, or who calls from a noisy place, is not kept saying words.
 * </ul>
 */
public final class MishearingRule {

  private MishearingRule() {}

  /** What is to be done. */
  public sealed interface Verdict {
    String reason();

    record SayAgain(String reason) implements Verdict {}

    record KeysOnly(String reason) implements Verdict {}
  }

  /**
   * The verdict on one miss.
   *
   * @param earlier how often something was not understood at this question before
   */
  public static Verdict verdict(int earlier, Why why) {
    if (why == Why.FAILED) {
      return new Verdict.KeysOnly("the recogniser failed");
    }
    return earlier == 0
        ? new Verdict.SayAgain("not understood for the first time")
        : new Verdict.KeysOnly("not understood a second time");
  }
}
