package org.liniya.server.identity;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.identity.BirthDate;
import org.liniya.identity.Checked;
import org.liniya.identity.Inn;
import org.liniya.identity.Passport;
import org.liniya.identity.Snils;
import org.liniya.port.CitizenRegistry.Datum;

/**
 * Brings a datum as a registry writes it into the one form in which it is compared, or says what is
 * wrong with it. Pure functions, for any thread.
 */
final class DatumForm {

  /** Longer texts are none of these data. */
  private static final int LONGEST = 254;

  private static final Pattern DAY_FIRST = Pattern.compile("(\\d{2})[./](\\d{2})[./](\\d{4})");

  /** ISO 8601, with a time behind it or not. */
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})(T[0-9:.Z+-]{1,30})?");

  private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Z}\\p{Pd}().№]");

  /** What a text turned out to be. */
  sealed interface Reading {
    record Right(Secret value) implements Reading {}

    /**
     * Not to be believed.
     *
     * @param why a sentence about the datum that holds nothing of it
     */
    record Wrong(String why) implements Reading {}
  }

  private DatumForm() {}

  /**
   * Reads a datum.
   *
   * @param today no date of birth is later, and no passport printed long after
   */
  static Reading of(Datum datum, Secret written, LocalDate today) {
    String text = written.reveal().strip();
    if (text.length() > LONGEST) {
      return new Reading.Wrong("is too long");
    }
    return switch (datum) {
      case SNILS -> checked(Snils.check(bare(text)));
      case INN -> checked(Inn.check(bare(text)));
      case PASSPORT -> checked(Passport.check(bare(text), today.getYear()));
      case BIRTH_DATE -> checked(BirthDate.check(dayFirst(text), today));
      case PHONE -> phone(bare(text));
      case EMAIL -> MailAddress.check(text);
    };
  }

  private static Reading checked(Checked checked) {
    return switch (checked) {
      case Checked.Valid(Secret digits, String _) -> new Reading.Right(digits);
      case Checked.Wrong(Checked.Reason reason) -> new Reading.Wrong(sentence(reason));
    };
  }

  private static String sentence(Checked.Reason reason) {
    return switch (reason) {
      case NOT_DIGITS -> "holds something other than digits";
      case WRONG_LENGTH -> "has too many or too few digits";
      case ALL_ZEROS -> "is nothing but zeros";
      case CHECK_DIGITS -> "has check digits that do not fit";
      case NO_SUCH_DATE -> "is no date of the calendar";
      case IMPLAUSIBLE -> "cannot be, by its year or region";
    };
  }

  /** Without what people put between digits. */
  private static String bare(String text) {
    return BETWEEN.matcher(text).replaceAll("");
  }

  /** 31.12.1980 and 1980-12-31 become 31121980. */
  private static String dayFirst(String text) {
    Matcher usual = DAY_FIRST.matcher(text);
    if (usual.matches()) {
      return usual.group(1) + usual.group(2) + usual.group(3);
    }
    Matcher iso = YEAR_FIRST.matcher(text);
    return iso.matches() ? iso.group(3) + iso.group(2) + iso.group(1) : text;
  }

  /** Of numbers without a country's code only the Russian ones are known. */
  private static Reading phone(String bare) {
    String number =
        bare.matches("[78]\\d{10}")
            ? "+7" + bare.substring(1)
            : bare.matches("9\\d{9}") ? "+7" + bare : bare;
    return PhoneNumber.of(number).callable()
        ? new Reading.Right(new Secret(number))
        : new Reading.Wrong("is no telephone number with its country's code, as +79161234567");
  }
}
