package org.liniya.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How lengths of time are spread. The median of an even number is the mean of the middle two; nine
 * of ten are not longer than {@code p90}. Immutable.
 */
public record Spread(Duration mean, Duration median, Duration p90, Duration max) {

  /** Empty when there is nothing. */
  static Optional<Spread> of(List<Duration> lengths) {
    if (lengths.isEmpty()) {
      return Optional.empty();
    }
    List<Duration> sorted = lengths.stream().sorted().toList();
    int count = sorted.size();
    Duration median = sorted.get((count - 1) / 2).plus(sorted.get(count / 2)).dividedBy(2);
    return Optional.of(
        new Spread(
            sum(sorted).dividedBy(count),
            median,
            sorted.get((9 * count + 9) / 10 - 1),
            sorted.getLast()));
  }

  static Duration sum(List<Duration> lengths) {
    return lengths.stream().reduce(Duration.ZERO, Duration::plus);
  }
}
