package org.liniya.speak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.liniya.call.Language;

/**
 * Digits one by one, with the pauses that let a caller write them down. The same in every language
 * whose digits are single prompts {@code digit-0} to {@code digit-9}. Pure functions, for any
 * thread.
 */
final class DigitGroups {

  private static final Clip BETWEEN_DIGITS = new Clip.Silence(Duration.ofMillis(120));
  private static final Clip BETWEEN_GROUPS = new Clip.Silence(Duration.ofMillis(350));
  private static final int GROUP = 3;

  private DigitGroups() {}

  static List<Clip> say(Language language, String digits) {
    List<Clip> clips = new ArrayList<>();
    int groupEnd = groupLength(digits.length());
    for (int i = 0; i < digits.length(); i++) {
      if (i == groupEnd) {
        clips.add(BETWEEN_GROUPS);
        groupEnd = i + groupLength(digits.length() - i);
      } else if (i > 0) {
        clips.add(BETWEEN_DIGITS);
      }
      clips.add(new Clip.Prompt(language, name(digits.charAt(i))));
    }
    return List.copyOf(clips);
  }

  /** How long the next group is when so many digits are left. */
  private static int groupLength(int left) {
    return left == GROUP + 1 ? 2 : Math.min(GROUP, left);
  }

  private static String name(char symbol) {
    if (symbol < '0' || symbol > '9') {
      throw new IllegalArgumentException("only the digits 0 to 9 can be said one by one");
    }
    return "digit-" + symbol;
  }
}
