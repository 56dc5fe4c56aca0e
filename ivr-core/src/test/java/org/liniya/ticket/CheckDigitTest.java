package org.liniya.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CheckDigitTest {

  @Test
  void knownNumber() {
    assertThat(CheckDigit.of("572")).isEqualTo(4);
    assertThat(CheckDigit.valid("5724")).isTrue();
  }

  @Test
  void everyWrongDigitAndEverySwapOfNeighboursIsCaught() {
    Random random = new Random(1);
    for (int n = 0; n < 3_000; n++) {
      String body = "%07d".formatted(random.nextInt(10_000_000));
      String number = body + CheckDigit.of(body);
      assertThat(CheckDigit.valid(number)).isTrue();
      for (int i = 0; i < number.length(); i++) {
        for (char d = '0'; d <= '9'; d++) {
          String wrong = number.substring(0, i) + d + number.substring(i + 1);
          assertThat(CheckDigit.valid(wrong)).as(wrong).isEqualTo(wrong.equals(number));
        }
        if (i > 0 && number.charAt(i) != number.charAt(i - 1)) {
          String swapped =
              number.substring(0, i - 1)
                  + number.charAt(i)
                  + number.charAt(i - 1)
                  + number.substring(i + 1);
          assertThat(CheckDigit.valid(swapped)).as(swapped).isFalse();
        }
      }
    }
  }

  @Test
  void whatIsNoNumberIsNotValid() {
    assertThat(CheckDigit.valid("")).isFalse();
    assertThat(CheckDigit.valid("0")).isFalse();
    assertThat(CheckDigit.valid("57 24")).isFalse();
    assertThatThrownBy(() -> CheckDigit.of("12a")).isInstanceOf(IllegalArgumentException.class);
  }
}
