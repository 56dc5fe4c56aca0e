package org.liniya.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.call.Secret;
import org.liniya.port.CitizenRegistry.Datum;

class DatumFormTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SNILS      | 112-233-445 95      | 11223344595",
        "SNILS      | 112 233 445 95      | 11223344595",
        "INN        | 7707083893          | 7707083893",
        "INN        | 500100732259        | 500100732259",
        "PASSPORT   | 45 08 № 123456      | 4508123456",
        "BIRTH_DATE | 01.02.1980          | 01021980",
        "BIRTH_DATE | 01/02/1980          | 01021980",
        "BIRTH_DATE | 1980-02-01          | 01021980",
        "BIRTH_DATE | 1980-02-01T00:00:00Z| 01021980",
        "BIRTH_DATE | 01021980            | 01021980",
        "PHONE      | +7 (999) 000-00-01  | +79990000001",
        "PHONE      | 8 999 000-00-01     | +79990000001",
        "PHONE      | 79990000001         | +79990000001",
        "PHONE      | 9990000001          | +79990000001",
        "PHONE      | +375 29 123-45-67   | +375291234567",
        "EMAIL      | caller@example.org  | caller@example.org",
      })
  void isBroughtIntoItsOneForm(Datum datum, String written, String form) {
    assertThat(DatumForm.of(datum, new Secret(written), TODAY))
        .isEqualTo(new DatumForm.Reading.Right(new Secret(form)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SNILS      | 112-233-445 96 | has check digits that do not fit",
        "SNILS      | 000-000-000 00 | is nothing but zeros",
        "SNILS      | 1122334459     | has too many or too few digits",
        "SNILS      | 1122334459a    | holds something other than digits",
        "INN        | 7707083894     | has check digits that do not fit",
        "PASSPORT   | 0008123456     | cannot be, by its year or region",
        "BIRTH_DATE | 30.02.1980     | is no date of the calendar",
        "BIRTH_DATE | 28.11.2026     | cannot be, by its year or region",
        "BIRTH_DATE | 1980           | has too many or too few digits",
        "PHONE      | 0000001        | is no telephone number with its country's code, as +79161234567",
        "PHONE      | +7999000000x   | is no telephone number with its country's code, as +79161234567",
      })
  void whatIsWrongIsSaidWithoutTheDatum(Datum datum, String written, String why) {
    assertThat(DatumForm.of(datum, new Secret(written), TODAY))
        .isEqualTo(new DatumForm.Reading.Wrong(why));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@example.org",
        "first.last+tag@mail.example.org",
        "o'neil@xn--80a.xn--p1ai",
      })
  void addresses(String address) {
    assertThat(MailAddress.valid(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a@b",
        "@example.org",
        "a@@example.org",
        "a b@example.org",
        "a@example.org,b@example.org",
        "A <a@example.org>",
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org\n",
        "\"a b\"@example.org",
        "a@[127.0.0.1]",
        ".a@example.org",
        "a..b@example.org",
        "a@-example.org",
        "почта@example.org",
        "a@пример.рф",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx@example.org",
      })
  void noAddresses(String text) {
    assertThat(MailAddress.valid(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@", "a.a.", "a@a.", "a@a-"})
  void aHostileAddressTakesNoTime(String piece) {
    assertThat(MailAddress.valid(piece.repeat(60))).isFalse();
  }
}
