package org.liniya.estimate;

import java.time.Duration;
import java.util.Optional;

/**
 * The lengths of a wait that the line speaks, each a prompt of its own; no others. Each begins and
 * ends where one of the steps 1-2, 2-4, 3-5, 5-10, 10-15, 15-20, 20-30 minutes does; the wider ones
 * are several of them together, for when one would be a promise. Immutable.
 */
public enum WaitRange {
  FROM_1_TO_2(1, 2),
  FROM_1_TO_4(1, 4),
  FROM_1_TO_5(1, 5),
  FROM_2_TO_4(2, 4),
  FROM_2_TO_5(2, 5),
  FROM_2_TO_10(2, 10),
  FROM_3_TO_5(3, 5),
  FROM_3_TO_10(3, 10),
  FROM_3_TO_15(3, 15),
  FROM_5_TO_10(5, 10),
  FROM_5_TO_15(5, 15),
  FROM_5_TO_20(5, 20),
  FROM_10_TO_15(10, 15),
  FROM_10_TO_20(10, 20),
  FROM_10_TO_30(10, 30),
  FROM_15_TO_20(15, 20),
  FROM_15_TO_30(15, 30),
  FROM_20_TO_30(20, 30),
  OVER_30(30);

  private final int fromMinutes;
  private final Optional<Integer> toMinutes;

  WaitRange(int from, int to) {
    this.fromMinutes = from;
    this.toMinutes = Optional.of(to);
  }

  WaitRange(int from) {
    this.fromMinutes = from;
    this.toMinutes = Optional.empty();
  }

  public Duration from() {
    return Duration.ofMinutes(fromMinutes);
  }

  /** Empty where there is no end. */
  public Optional<Duration> to() {
    return toMinutes.map(Duration::ofMinutes);
  }

  /** How many times its beginning its end is: how little it says. */
  double width() {
    return toMinutes.map(to -> (double) to / fromMinutes).orElse(1.0);
  }

  /** How a wait turned out, compared with what was said of it. */
  public Kept kept(Duration wait) {
    if (wait.compareTo(from()) < 0) {
      return Kept.SOONER;
    }
    return to().filter(to -> wait.compareTo(to) > 0).isPresent() ? Kept.LATER : Kept.INSIDE;
  }

  /** Whether a caller waited as long as was said; both ends are inside. */
  public enum Kept {
    INSIDE,
    SOONER,
    LATER
  }

  /** The prompt that says it. */
  public String prompt() {
    return toMinutes
        .map(to -> "estimate-" + fromMinutes + "-" + to)
        .orElse("estimate-over-" + fromMinutes);
  }
}
