package org.liniya.acd;

import java.time.Duration;
import java.util.List;

/**
 * How the calls of one group find their operators. Immutable.
 *
 * @param strategy who is rung first
 * @param missesBeforePause so many misses in a row pause an operator
 * @param reservation how long a call waits for the operator who last served its ticket while others
 *     are ready; zero: not at all
 * @param level the group's own operators need this level of its skill
 * @param overflow who else may serve its callers, and when
 */
public record Routing(
    RingStrategy strategy,
    int missesBeforePause,
    Duration reservation,
    int level,
    List<Overflow> overflow) {

  public static final int DEFAULT_MISSES_BEFORE_PAUSE = 2;

  public static final Routing DEFAULT =
      new Routing(
          RingStrategy.DEFAULT,
          DEFAULT_MISSES_BEFORE_PAUSE,
          Duration.ZERO,
          OperatorProfile.LOWEST_LEVEL,
          List.of());

  public Routing {
    overflow = List.copyOf(overflow);
    if (missesBeforePause < 1 || reservation.isNegative()) {
      throw new IllegalArgumentException("one miss is the least, and no span is negative");
    }
  }
}
