package org.liniya.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.NumberPlan;

/** However a number is written, it is found in one form. */
class NumberPlanTest {

  private static final NumberPlan GERMAN = new NumberPlan("49", Optional.of("0"), List.of("00"), 0);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sip:88001234567@line                                | +78001234567
          sip:+78001234567@line                               | +78001234567
          sip:78001234567@line                                | +78001234567
          sip:8001234567@line                                 | +78001234567
          sip:8-800-123-45-67@line                            | +78001234567
          sip:8(800)123-45-67@line                            | +78001234567
          sip:+7.800.123.45.67@line                           | +78001234567
          sip:8%20800%20123%2045%2067@line                    | +78001234567
          sip:%2B78001234567@line                             | +78001234567
          sip:88001234567@line;user=phone                     | +78001234567
          sip:+78001234567;npdi;rn=+79@line;user=phone        | +78001234567
          sip:1234567;phone-context=+7800@line;user=phone     | +78001234567
          sip:1234567@line;phone-context=+7800                | +78001234567
          sip:88001234567;phone-context=example.org@line      | +78001234567
          sip:88001234567:secret@line:5070;transport=tcp      | +78001234567
          sips:88001234567@[2001:db8::1]:5061                 | +78001234567
          SIP:88001234567@line                                | +78001234567
          tel:+78001234567                                    | +78001234567
          tel:+7-800-123-45-67                                | +78001234567
          tel:8(800)1234567;phone-context=example.org         | +78001234567
          tel:123-45-67;phone-context=+7800                   | +78001234567
          TEL:+7(800)1234567;isub=1                           | +78001234567
          sip:810493012345678@line                            | +493012345678
          sip:00493012345678@line                             | +493012345678
          sip:+493012345678@line                              | +493012345678
          sip:81077001234567@line                             | +77001234567
          sip:112@line                                        | 112
          sip:1001@line                                       | 1001
          tel:112;phone-context=example.org                   | 112
          sip:hotline@line                                    | hotline
          sip:hot-line@line                                   | hot-line
          sip:Hotline.2@line                                  | Hotline.2
          sip:*21*100%23@line                                 | *21*100#
          sip:880012345678901234567890@line                   | 880012345678901234567890
          sip:8800123456@line                                 | +78800123456
          sip:880012345@line                                  | 880012345
          """)
  void aRussianTrunksNumbers(String uri, String canonical) {
    assertThat(PhoneUri.parse(uri).map(named -> named.canonical(NumberPlan.russian())))
        .contains(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "sip:03012345678@line, +493012345678",
    "sip:00443012345678@line, +443012345678",
    "sip:3012345678@line, 3012345678",
    "sip:493012345678@line, 493012345678",
    "sip:0301@line, 0301",
  })
  void whereLengthsDifferOnlyPrefixesCount(String uri, String canonical) {
    assertThat(PhoneUri.parse(uri).map(named -> named.canonical(GERMAN))).contains(canonical);
  }

  @ParameterizedTest
  @CsvSource({"sip:line", "http://a@b", "mailto:x@y", "''", "sip:@line", "tel:", "sip:%00@line"})
  void whoNamesNobodyIsNobody(String uri) {
    assertThat(PhoneUri.parse(uri)).isEmpty();
  }

  @Test
  void aFlowIsFoundHoweverConfigurationAndTrunkWriteItsNumber() {
    CalledNumbers numbers =
        CalledNumbers.of(
            NumberPlan.russian(),
            Map.of("8 (800) 123-45-67", "hotline", "hotline", "hotline"),
            Map.of("+78001234567", "own", "112", "emergency"));

    assertThat(numbers.find("tel:+7-800-123-45-67"))
        .isEqualTo(new CalledNumbers.Called("+78001234567", Optional.of("own")));
    assertThat(numbers.find("sip:112@line").flow()).contains("emergency");
    assertThat(numbers.find("sip:HOTLINE@line").flow()).isEmpty();
    assertThat(numbers.find("sip:line").flow()).isEmpty();
  }
}
