package org.liniya.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryRuleTest {

  /** Gives always the same share of the jitter. */
  private static RandomGenerator chance(double share) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return 0;
      }

      @Override
      public double nextDouble() {
        return share;
      }
    };
  }

  @ParameterizedTest
  @CsvSource({
    "1, PT5S, PT4S",
    "2, PT10S, PT8S",
    "5, PT1M20S, PT1M4S",
    "10, PT42M40S, PT34M8S",
    "11, PT1H, PT48M",
    "2000000000, PT1H, PT48M"
  })
  void aNoticeWaitsTwiceAsLongEachTimeUpToAnHour(int attempts, Duration most, Duration least) {
    assertThat(RetryRule.delay(attempts, chance(0))).isEqualTo(most);
    assertThat(RetryRule.delay(attempts, chance(1))).isEqualTo(least);
    assertThat(RetryRule.delay(attempts, RandomGenerator.getDefault())).isBetween(least, most);
  }

  @ParameterizedTest
  @CsvSource({"1, PT1S", "2, PT2S", "9, PT4M16S", "10, PT5M", "100, PT5M"})
  void aReceiverInTroubleIsLeftAloneUpToFiveMinutes(int troubles, Duration most) {
    assertThat(RetryRule.pause(troubles, chance(0))).isEqualTo(most);
  }
}
