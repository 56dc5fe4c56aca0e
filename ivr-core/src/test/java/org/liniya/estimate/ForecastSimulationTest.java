package org.liniya.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whether callers waited within the range that was spoken to them, on days with changing load. */
class ForecastSimulationTest {

  @Test
  void fourOfFiveCallersWaitWithinTheRangeThatTheyWereTold() {
    List<SyntheticDay.Tally> days =
        LongStream.range(0, 3).mapToObj(seed -> new SyntheticDay(seed).run()).toList();
    long told = days.stream().mapToLong(SyntheticDay.Tally::told).sum();
    long inside = days.stream().mapToLong(SyntheticDay.Tally::inside).sum();
    long asked = days.stream().mapToLong(SyntheticDay.Tally::asked).sum();
    System.out.printf(
        "estimate: %d of %d announcements spoken, %.1f %% inside, worst day %.1f %%%n",
        told,
        asked,
        100.0 * inside / told,
        days.stream().mapToDouble(day -> 100.0 * day.inside() / day.told()).min().orElse(0));
    assertThat(told).isGreaterThan(1_000);
    assertThat((double) inside / told).isGreaterThanOrEqualTo(0.8);
  }
}
