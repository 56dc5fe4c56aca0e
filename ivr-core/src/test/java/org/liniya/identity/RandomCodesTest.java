package org.liniya.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.port.CodeSource;

class RandomCodesTest {

  private final CodeSource codes = new RandomCodes(new Random(1));

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 6, 8, 9})
  void aCodeHasAsManyDigitsAsAreWished(int digits) {
    for (int i = 0; i < 1_000; i++) {
      CodeSource.Fresh fresh = codes.fresh(digits);
      assertThat(fresh.code().reveal()).matches("[0-9]{" + digits + "}");
      assertThat(fresh.digits()).isEqualTo(digits);
    }
  }

  /** Zeros in front among them: each is as likely as any other. */
  @Test
  void allCodesComeAboutAsOften() {
    Map<String, Integer> times = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      times.merge(codes.fresh(2).code().reveal(), 1, Integer::sum);
    }

    assertThat(times).hasSize(100);
    assertThat(times.values()).allSatisfy(n -> assertThat(n).isBetween(850, 1_150));
  }

  @Test
  void eachSaltIsAnother() {
    assertThat(codes.salt()).hasSize(16).isNotEqualTo(codes.salt());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10})
  void otherLengthsAreRefused(int digits) {
    assertThatThrownBy(() -> codes.fresh(digits)).isInstanceOf(IllegalArgumentException.class);
  }
}
