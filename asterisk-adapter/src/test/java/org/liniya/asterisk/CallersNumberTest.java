package org.liniya.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.call.CallerNumber;
import org.liniya.call.PhoneNumber;

/** A caller has one number, however Asterisk's trunk writes it. */
class CallersNumberTest {

  private static final Optional<Integer> ALLOWED = Optional.of(0);

  @ParameterizedTest
  @ValueSource(
      strings = {"+79161234501", "89161234501", "79161234501", "9161234501", "8 (916) 123-45-01"})
  void isTheSameInEveryWriting(String written) {
    assertThat(Requests.callers(Optional.of(written), ALLOWED))
        .isEqualTo(new CallerNumber.Claimed(PhoneNumber.of("+79161234501")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"caller", "112", "1001"})
  void staysAsItIsWhereItIsNoNumberOfTheNetwork(String written) {
    assertThat(Requests.callers(Optional.of(written), Optional.empty()))
        .isEqualTo(new CallerNumber.Claimed(PhoneNumber.of(written)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "anonymous", "Unknown"})
  void isWithheldWhereThereIsNone(String written) {
    assertThat(Requests.callers(Optional.of(written), ALLOWED))
        .isEqualTo(new CallerNumber.Withheld());
  }

  /** 0x20: presentation prohibited; 0x43: no number available (ITU-T Q.931). */
  @ParameterizedTest
  @ValueSource(ints = {0x20, 0x23, 0x43})
  void isWithheldWhereItMayNotBeShown(int octet) {
    assertThat(Requests.callers(Optional.of("+79161234501"), Optional.of(octet)))
        .isEqualTo(new CallerNumber.Withheld());
  }

  @Test
  void isWithheldWhereNothingIsSaid() {
    assertThat(Requests.callers(Optional.empty(), Optional.empty()))
        .isEqualTo(new CallerNumber.Withheld());
  }
}
