package org.liniya.identity;

import org.liniya.call.Secret;

/** What the checks of all numbers have in common. Pure functions, for any thread. */
final class DigitsCheck {

  private DigitsCheck() {}

  static boolean onlyDigits(String text) {
    return text.chars().allMatch(symbol -> symbol >= '0' && symbol <= '9');
  }

  static boolean allZeros(String digits) {
    return digits.chars().allMatch(symbol -> symbol == '0');
  }

  static int digit(String digits, int index) {
    return digits.charAt(index) - '0';
  }

  /** The sum of the leading digits times their weights. */
  static int weighted(String digits, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += digit(digits, i) * weights[i];
    }
    return sum;
  }

  static Checked valid(String digits, String masked) {
    return new Checked.Valid(new Secret(digits), masked);
  }

  static Checked wrong(Checked.Reason reason) {
    return new Checked.Wrong(reason);
  }

  /** Stars, then the last four digits. */
  static String lastFour(String digits) {
    return "*".repeat(digits.length() - 4) + digits.substring(digits.length() - 4);
  }
}
