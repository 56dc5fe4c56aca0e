package org.liniya.identity;

import static org.liniya.identity.DigitsCheck.wrong;

import org.liniya.identity.Checked.Reason;

/**
 * SNILS, the Russian personal insurance number: nine digits and two check digits. Pure functions,
 * for any thread.
 *
 * <p>The check digits are the sum of each digit times its place counted from the end (9 … 1),
 * modulo 101, of which 100 gives 00. They are defined only for numbers above 001-001-998; up to
 * that number any two digits are accepted (PFR, "Алгоритм формирования контрольного числа").
 */
public final class Snils {

  /** How many digits a caller types. */
  public static final int LENGTH = 11;

  private static final int NUMBER_LENGTH = 9;
  private static final int LAST_UNCHECKED = 1_001_998;

  private Snils() {}

  /** Checks eleven digits, without spaces or dashes. */
  public static Checked check(String digits) {
    if (!DigitsCheck.onlyDigits(digits)) {
      return wrong(Reason.NOT_DIGITS);
    }
    if (digits.length() != LENGTH) {
      return wrong(Reason.WRONG_LENGTH);
    }
    if (DigitsCheck.allZeros(digits)) {
      return wrong(Reason.ALL_ZEROS);
    }
    int number = Integer.parseInt(digits, 0, NUMBER_LENGTH, 10);
    int given = Integer.parseInt(digits, NUMBER_LENGTH, LENGTH, 10);
    if (number > LAST_UNCHECKED && given != control(digits)) {
      return wrong(Reason.CHECK_DIGITS);
    }
    return DigitsCheck.valid(digits, masked(digits));
  }

  private static int control(String digits) {
    return DigitsCheck.weighted(digits, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 101 % 100;
  }

  /** Such as {@code ***-***-*45 95}. */
  private static String masked(String digits) {
    return "***-***-*" + digits.substring(7, 9) + " " + digits.substring(9);
  }
}
