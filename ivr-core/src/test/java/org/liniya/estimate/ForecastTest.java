package org.liniya.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cases of {@link Forecast}, one by one. */
class ForecastTest {

  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private static PastWait wait(int place, int serving, long seconds, Duration age) {
    return new PastWait(place, serving, Duration.ofSeconds(seconds), NOW.minus(age));
  }

  private static List<PastWait> waits(int count, int place, int serving, long seconds) {
    return IntStream.range(0, count)
        .mapToObj(_ -> wait(place, serving, seconds, Duration.ZERO))
        .toList();
  }

  private static Forecast forecast(List<PastWait> waits, int place, int serving) {
    return Forecast.of(waits, place, serving, NOW).orElseThrow();
  }

  @Test
  void theSameWaitAgainIsSpokenByItsNarrowestRange() {
    assertThat(forecast(waits(10, 4, 2, 180), 4, 2).range()).contains(WaitRange.FROM_3_TO_5);
    assertThat(forecast(waits(10, 4, 2, 150), 4, 2).range()).contains(WaitRange.FROM_2_TO_4);
    assertThat(forecast(waits(10, 4, 2, 1_900), 4, 2).range()).contains(WaitRange.OVER_30);
  }

  @Test
  void halfThePlaceIsHalfTheWait() {
    assertThat(forecast(waits(40, 4, 2, 240), 2, 2).quantile(0.5)).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void twiceTheOperatorsAreHalfTheWait() {
    assertThat(forecast(waits(40, 4, 2, 240), 4, 4).quantile(0.5)).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void nineWaitsAreTooLittle() {
    assertThat(Forecast.of(waits(9, 4, 2, 180), 4, 2, NOW)).isEmpty();
  }

  @Test
  void tenOldOnesAreTooLittle() {
    List<PastWait> old =
        IntStream.range(0, 10).mapToObj(_ -> wait(4, 2, 180, Duration.ofMinutes(30))).toList();

    assertThat(Forecast.of(old, 4, 2, NOW)).isEmpty();
  }

  @Test
  void newWaitsCountMoreThanOldOnes() {
    List<PastWait> waits =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    i < 30
                        ? wait(4, 2, 600, Duration.ofMinutes(45))
                        : wait(4, 2, 180, Duration.ZERO))
            .toList();

    assertThat(forecast(waits, 4, 2).range()).contains(WaitRange.FROM_3_TO_5);
  }

  @Test
  void waitsFarApartAreSpokenByAWideRangeOrNotAtAll() {
    List<PastWait> apart =
        IntStream.range(0, 40)
            .mapToObj(i -> wait(4, 2, i % 2 == 0 ? 130 : 290, Duration.ZERO))
            .toList();
    List<PastWait> further =
        IntStream.range(0, 40)
            .mapToObj(i -> wait(4, 2, i % 2 == 0 ? 65 : 1_900, Duration.ZERO))
            .toList();

    assertThat(forecast(apart, 4, 2).range()).contains(WaitRange.FROM_2_TO_5);
    assertThat(forecast(further, 4, 2).range()).isEmpty();
  }

  @Test
  void aWaitUnderAMinuteIsNotSpoken() {
    assertThat(forecast(waits(10, 1, 2, 20), 1, 2).range()).isEmpty();
  }

  @Test
  void howAWaitTurnedOut() {
    assertThat(WaitRange.FROM_2_TO_4.kept(Duration.ofSeconds(119)))
        .isEqualTo(WaitRange.Kept.SOONER);
    assertThat(WaitRange.FROM_2_TO_4.kept(Duration.ofMinutes(4))).isEqualTo(WaitRange.Kept.INSIDE);
    assertThat(WaitRange.FROM_2_TO_4.kept(Duration.ofSeconds(241))).isEqualTo(WaitRange.Kept.LATER);
    assertThat(WaitRange.OVER_30.kept(Duration.ofHours(2))).isEqualTo(WaitRange.Kept.INSIDE);
  }

  @Test
  void whatIsRememberedIsBounded() {
    RecentWaits waits = new RecentWaits();
    for (int i = 0; i < 100_000; i++) {
      waits.add(wait(1 + i % 200, 2, 60, Duration.ZERO));
    }
    waits.add(wait(3, 2, 7, Duration.ofMinutes(61)));

    assertThat(waits.all(NOW)).hasSizeLessThan(14 * RecentWaits.MOST + 1);
    assertThat(waits.all(NOW)).noneMatch(each -> each.lasted().toSeconds() == 7);
  }
}
