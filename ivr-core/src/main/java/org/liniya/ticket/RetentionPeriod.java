package org.liniya.ticket;

import java.time.Duration;
import java.time.Instant;

/** How long something is kept after its end. Immutable. */
public sealed interface RetentionPeriod {

  /** Nothing shorter can be asked for: a mistake in the configuration must not empty a database. */
  int LEAST_DAYS = 30;

  /** Nothing is deleted. */
  record ForEver() implements RetentionPeriod {}

  /** So many days of 24 hours. */
  record Days(int days) implements RetentionPeriod {
    public Days {
      if (days < LEAST_DAYS) {
        throw new IllegalArgumentException("at least " + LEAST_DAYS + " days are kept");
      }
    }
  }

  /** Whether what ended then may go now. */
  default boolean over(Instant ended, Instant now) {
    return switch (this) {
      case ForEver _ -> false;
      case Days(int days) -> !ended.plus(Duration.ofDays(days)).isAfter(now);
    };
  }
}
