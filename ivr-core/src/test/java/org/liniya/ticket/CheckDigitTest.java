package org.liniya.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
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

  /**
   * Exhaustive, for numbers of any length: from each of the ten interim digits two different digits
   * lead to different ones, two different interim digits stay different under each digit, and two
   * different digits in either order lead to different ones. A number is valid when the last
   * interim digit is 0, so what differs from a valid number like that is not.
   */
  @Test
  void theTableCatchesEveryErrorAtEveryPlace() {
    Set<Integer> interims = new HashSet<>();
    for (int before = 0; before <= 9; before++) {
      interims.add(CheckDigit.of("" + before));
      for (int a = 0; a <= 9; a++) {
        assertThat(CheckDigit.of("" + a + CheckDigit.of("" + a))).isZero();
        for (int b = 0; b <= 9; b++) {
          if (a != b) {
            assertThat(CheckDigit.of("" + before + a)).isNotEqualTo(CheckDigit.of("" + before + b));
            assertThat(CheckDigit.of("" + a + before)).isNotEqualTo(CheckDigit.of("" + b + before));
            assertThat(CheckDigit.of("" + before + a + b))
                .as("%d then %d and %d", before, a, b)
                .isNotEqualTo(CheckDigit.of("" + before + b + a));
          }
        }
      }
    }
    assertThat(interims).as("each interim digit was begun from").hasSize(10);
  }

  /** Without the proof: every valid number of five digits, every error. */
  @Test
  void everyErrorInEveryShortNumber() {
    int errors = 0;
    for (int n = 0; n < 10_000; n++) {
      String body = "%04d".formatted(n);
      char[] number = (body + CheckDigit.of(body)).toCharArray();
      for (int i = 0; i < number.length; i++) {
        for (char d = '0'; d <= '9'; d++) {
          char[] wrong = number.clone();
          wrong[i] = d;
          errors += caught(number, wrong);
        }
        char[] swapped = number.clone();
        swapped[i] = number[Math.max(0, i - 1)];
        swapped[Math.max(0, i - 1)] = number[i];
        errors += caught(number, swapped);
      }
    }
    assertThat(errors).isGreaterThan(450_000 + 35_000);
  }

  private static int caught(char[] number, char[] wrong) {
    if (Arrays.equals(number, wrong)) {
      return 0;
    }
    if (CheckDigit.of(new String(wrong)) == 0) {
      throw new AssertionError(new String(wrong) + " passes for " + new String(number));
    }
    return 1;
  }

  @Test
  void whatIsNoNumberIsNotValid() {
    assertThat(CheckDigit.valid("")).isFalse();
    assertThat(CheckDigit.valid("0")).isFalse();
    assertThat(CheckDigit.valid("57 24")).isFalse();
    assertThatThrownBy(() -> CheckDigit.of("12a")).isInstanceOf(IllegalArgumentException.class);
  }
}
