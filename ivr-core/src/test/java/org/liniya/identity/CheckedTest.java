package org.liniya.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.call.Secret;
import org.liniya.identity.Checked.Reason;

class CheckedTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11223344595", "08765430300", "68916923265", "34293244776", "12345678964", "00101989999",
        "00101998900", "00101999800", "00101999901", "00299998900", "00299999800", "00100199965",
        "00100199812"
      })
  void goodSnils(String digits) {
    assertThat(Snils.check(digits).valid()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "11223344596,CHECK_DIGITS", "00100199964,CHECK_DIGITS", "00000000000,ALL_ZEROS",
    "1122334459,WRONG_LENGTH", "112233445955,WRONG_LENGTH", "112-3344595,NOT_DIGITS"
  })
  void badSnils(String digits, Reason reason) {
    assertThat(Snils.check(digits)).isEqualTo(new Checked.Wrong(reason));
  }

  @Test
  void onlyTheLastFourDigitsAreSeen() {
    Checked checked = Snils.check("11223344595");
    assertThat(checked).isEqualTo(new Checked.Valid(new Secret("11223344595"), "***-***-*45 95"));
    assertThat(checked.toString()).doesNotContain("112233");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1234567894", "7707083893", "123456789047", "500100732259", "226526799843"})
  void goodInn(String digits) {
    assertThat(Inn.check(digits).valid()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1234567895,CHECK_DIGITS", "123456789037,CHECK_DIGITS", "226526799844,CHECK_DIGITS",
    "0000000000,ALL_ZEROS", "000000000000,ALL_ZEROS", "12345678901,WRONG_LENGTH"
  })
  void badInn(String digits, Reason reason) {
    assertThat(Inn.check(digits)).isEqualTo(new Checked.Wrong(reason));
  }

  @ParameterizedTest
  @CsvSource({"4510123456,true", "4599123456,true", "4527123456,true", "4528123456,false"})
  void passportYear(String digits, boolean valid) {
    assertThat(Passport.check(digits, 2026).valid()).isEqualTo(valid);
  }

  @ParameterizedTest
  @CsvSource({
    "29022000,true",
    "29021999,false",
    "23112026,true",
    "24112026,false",
    "01011900,false"
  })
  void birthDates(String digits, boolean valid) {
    assertThat(BirthDate.check(digits, LocalDate.of(2026, 11, 23)).valid()).isEqualTo(valid);
  }
}
