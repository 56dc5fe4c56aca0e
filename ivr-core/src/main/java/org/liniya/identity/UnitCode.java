package org.liniya.identity;

import static org.liniya.identity.DigitsCheck.wrong;

import org.liniya.identity.Checked.Reason;

/**
 * The code of the office that issued a Russian passport, {@code XXX-XXX}: a region of two digits,
 * the kind of office from 0 to 3, and a number. It has no check digit. Pure functions, for any
 * thread.
 */
public final class UnitCode {

  public static final int LENGTH = 6;

  private static final char LAST_KIND = '3';

  private UnitCode() {}

  /** Checks its form; nothing of it is shown in the masked form. */
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
    return digits.startsWith("00") || digits.charAt(2) > LAST_KIND
        ? wrong(Reason.IMPLAUSIBLE)
        : DigitsCheck.valid(digits, "***-***");
  }
}
