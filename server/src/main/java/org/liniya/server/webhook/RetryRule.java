package org.liniya.server.webhook;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long is waited after attempts in vain: twice as long each time, up to a bound, and up to a
 * fifth less by chance, so that what failed together does not come back together. Pure functions.
 */
final class RetryRule {

  /** What has waited for so long is given up at the next attempt in vain. */
  static final Duration GIVE_UP = Duration.ofDays(3);

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final double JITTER = 0.2;
  private static final int MOST_DOUBLINGS = 20;

  private RetryRule() {}

  /**
   * Until the same notice is tried again.
   *
   * @param attempts in vain, 1 or more
   */
  static Duration delay(int attempts, RandomGenerator random) {
    return doubled(FIRST, LONGEST, attempts, random);
  }

  /**
   * Until a receiver that does not answer is sent anything again.
   *
   * @param troubles one after the other, 1 or more
   */
  static Duration pause(int troubles, RandomGenerator random) {
    return doubled(FIRST_PAUSE, LONGEST_PAUSE, troubles, random);
  }

  private static Duration doubled(
      Duration first, Duration longest, int times, RandomGenerator random) {
    Duration full = first.multipliedBy(1L << Math.clamp(times - 1L, 0, MOST_DOUBLINGS));
    Duration bounded = full.compareTo(longest) > 0 ? longest : full;
    return bounded.minusMillis((long) (bounded.toMillis() * JITTER * random.nextDouble()));
  }
}
