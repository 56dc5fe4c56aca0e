package org.liniya.ticket;

import java.time.Duration;

/**
 * Who is told of a deadline, and when. Immutable.
 *
 * @param due of which deadline
 * @param name the level, such as {@code supervisor}
 * @param after how long after the deadline; negative: before it; up to a year either way
 */
public record EscalationLevel(Due due, String name, Duration after) {

  private static final Duration MOST = Duration.ofDays(366);

  public EscalationLevel {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
      throw new IllegalArgumentException("a level is 1 to 64 small letters, digits and dashes");
    }
    if (after.abs().compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "a level is told within %d days of the deadline".formatted(MOST.toDays()));
    }
  }
}
