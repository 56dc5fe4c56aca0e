package org.liniya.identity;

import static org.liniya.identity.DigitsCheck.digit;
import static org.liniya.identity.DigitsCheck.weighted;
import static org.liniya.identity.DigitsCheck.wrong;

import org.liniya.identity.Checked.Reason;

/**
 * INN, the Russian taxpayer's number: ten digits of an organisation (one check digit) or twelve of
 * a person (two). Pure functions, for any thread. The weights are those of order FNS ММВ-7-6/435@
 * of 2012.
 */
public final class Inn {

  /** Digits of an organisation's number. */
  public static final int ORGANISATION = 10;

  /** Digits of a person's number. */
  public static final int PERSON = 12;

  private Inn() {}

  /** Checks ten or twelve digits. */
  public static Checked check(String digits) {
    if (!DigitsCheck.onlyDigits(digits)) {
      return wrong(Reason.NOT_DIGITS);
    }
    if (digits.length() != ORGANISATION && digits.length() != PERSON) {
      return wrong(Reason.WRONG_LENGTH);
    }
    if (DigitsCheck.allZeros(digits)) {
      return wrong(Reason.ALL_ZEROS);
    }
    boolean fits = digits.length() == ORGANISATION ? organisationFits(digits) : personFits(digits);
    return fits
        ? DigitsCheck.valid(digits, DigitsCheck.lastFour(digits))
        : wrong(Reason.CHECK_DIGITS);
  }

  private static boolean organisationFits(String digits) {
    return digit(digits, 9) == control(weighted(digits, 2, 4, 10, 3, 5, 9, 4, 6, 8));
  }

  private static boolean personFits(String digits) {
    return digit(digits, 10) == control(weighted(digits, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8))
        && digit(digits, 11) == control(weighted(digits, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8));
  }

  private static int control(int sum) {
    return sum % 11 % 10;
  }
}
