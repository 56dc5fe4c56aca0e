package org.liniya.speak;

import java.time.Duration;
import java.util.List;
import org.liniya.call.Language;
import org.liniya.identity.IdentityLevel;

/**
 * What an operator hears of a caller before the two are joined: the category, how long the caller
 * has waited, whether their identity is confirmed. A pure rule.
 */
public final class Whisper {

  /** The waits that there are prompts for, in minutes; a wait is the last that it has reached. */
  private static final List<Integer> STEPS = List.of(0, 1, 2, 3, 4, 5, 10, 15, 20, 30);

  private Whisper() {}

  /**
   * @param language in which the operator is going to talk
   * @param group the name of the skill group, which is the category
   */
  public static Utterance of(
      Language language, String group, Duration waited, IdentityLevel identity) {
    return new Utterance(
        List.of(
            new Clip.Prompt(language, "whisper-" + group),
            new Clip.Prompt(language, "whisper-wait-" + step(waited.toMinutes())),
            new Clip.Prompt(
                language,
                identity.compareTo(IdentityLevel.KNOWS_DATA) >= 0
                    ? "whisper-identity-confirmed"
                    : "whisper-identity-none")));
  }

  private static int step(long minutes) {
    return STEPS.stream().filter(step -> step <= minutes).reduce(0, Math::max);
  }
}
