package org.liniya.identity;

import static org.liniya.identity.DigitsCheck.wrong;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import org.liniya.identity.Checked.Reason;

/** A date of birth typed as day, month and year: eight digits. Pure functions, for any thread. */
public final class BirthDate {

  public static final int LENGTH = 8;
  private static final int OLDEST = 120;
  private static final int LEAP = 2000;
  private static final String MASKED = "**.**.****";

  private BirthDate() {}

  /**
   * Checks {@code DDMMYYYY}; nothing of it is shown in the masked form.
   *
   * @param today the latest date of birth there can be
   */
  public static Checked check(String digits, LocalDate today) {
    if (!DigitsCheck.onlyDigits(digits)) {
      return wrong(Reason.NOT_DIGITS);
    }
    if (digits.length() != LENGTH) {
      return wrong(Reason.WRONG_LENGTH);
    }
    if (DigitsCheck.allZeros(digits)) {
      return wrong(Reason.ALL_ZEROS);
    }
    try {
      LocalDate date = date(digits);
      return date.isAfter(today) || date.isBefore(today.minusYears(OLDEST))
          ? wrong(Reason.IMPLAUSIBLE)
          : DigitsCheck.valid(digits, MASKED);
    } catch (DateTimeException _) {
      return wrong(Reason.NO_SUCH_DATE);
    }
  }

  /** Whether day and month, the first four of eight digits, are there in some year. */
  public static boolean dayFits(String digits) {
    try {
      return MonthDay.of(Integer.parseInt(digits, 2, 4, 10), Integer.parseInt(digits, 0, 2, 10))
          .isValidYear(LEAP);
    } catch (DateTimeException _) {
      return false;
    }
  }

  /** Whether somebody alive may be born in the year, the last four of eight digits. */
  public static boolean yearFits(String digits, LocalDate today) {
    int year = Integer.parseInt(digits, 4, 8, 10);
    return year <= today.getYear() && year >= today.getYear() - OLDEST;
  }

  private static LocalDate date(String digits) {
    return LocalDate.of(
        Integer.parseInt(digits, 4, 8, 10),
        Integer.parseInt(digits, 2, 4, 10),
        Integer.parseInt(digits, 0, 2, 10));
  }
}
