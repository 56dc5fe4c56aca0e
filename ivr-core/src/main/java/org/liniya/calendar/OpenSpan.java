package org.liniya.calendar;

import java.time.LocalTime;

/**
 * One stretch of a day in which work is done, by the clock on the wall. Immutable.
 *
 * @param from the first moment of it
 * @param to the first moment after it; midnight is the end of the day
 */
public record OpenSpan(LocalTime from, LocalTime to) {

  private static final long DAY = LocalTime.MAX.toNanoOfDay() + 1;

  public OpenSpan {
    if (from.toNanoOfDay() >= endOfSpan(to)) {
      throw new IllegalArgumentException(
          "working hours end after they begin: %s is not before %s".formatted(from, to));
    }
  }

  /** Nanoseconds from the beginning of the day, at most those of a whole day. */
  long fromNanos() {
    return from.toNanoOfDay();
  }

  long toNanos() {
    return endOfSpan(to);
  }

  private static long endOfSpan(LocalTime to) {
    return to.equals(LocalTime.MIDNIGHT) ? DAY : to.toNanoOfDay();
  }
}
