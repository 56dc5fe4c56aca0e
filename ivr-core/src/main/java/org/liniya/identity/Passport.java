package org.liniya.identity;

import static org.liniya.identity.DigitsCheck.wrong;

import org.liniya.identity.Checked.Reason;

/**
 * The Russian internal passport: a series of four digits (region, year in which the blank was
 * printed) and a number of six. There is no check digit, so only its form and the year can be
 * judged. Pure functions, for any thread.
 */
public final class Passport {

  /** Series and number together. */
  public static final int LENGTH = 10;

  private static final int FIRST_YEAR = 1997;

  private Passport() {}

  /**
   * Checks series and number.
   *
   * @param year the present year; a blank may be printed for the next one
   */
  public static Checked check(String digits, int year) {
    if (!DigitsCheck.onlyDigits(digits)) {
      return wrong(Reason.NOT_DIGITS);
    }
    if (digits.length() != LENGTH) {
      return wrong(Reason.WRONG_LENGTH);
    }
    if (DigitsCheck.allZeros(digits)) {
      return wrong(Reason.ALL_ZEROS);
    }
    if (!seriesFits(digits, year) || !numberFits(digits)) {
      return wrong(Reason.IMPLAUSIBLE);
    }
    return DigitsCheck.valid(digits, DigitsCheck.lastFour(digits));
  }

  /** Whether the first four of ten digits can be a series. */
  public static boolean seriesFits(String digits, int year) {
    return !digits.startsWith("00") && printed(digits) <= year + 1;
  }

  /** Whether the last six of ten digits can be a number. */
  public static boolean numberFits(String digits) {
    return !digits.endsWith("000000");
  }

  /** 97 to 99 are of the last century: the present form of passport began in 1997. */
  private static int printed(String digits) {
    int twoDigits = Integer.parseInt(digits, 2, 4, 10);
    int lastCentury = 1900 + twoDigits;
    return lastCentury >= FIRST_YEAR ? lastCentury : 2000 + twoDigits;
  }
}
