package org.liniya.sip.trunk;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** When to register again. Pure, but for the random generator. */
public final class RegistrationTimes {

  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** The longest life that a registrar may ask for in a 423. */
  private static final Duration LONGEST_LIFE = Duration.ofDays(1);

  private RegistrationTimes() {}

  /** After 85 to 90% of what was granted, so that not all come at the same moment. */
  public static Duration refreshAfter(Duration granted, RandomGenerator random) {
    long ms = granted.toMillis();
    return Duration.ofMillis(ms * 85 / 100 + random.nextLong(Math.max(1, ms * 5 / 100)));
  }

  /**
   * The wait after failures: 30 s, then twice as long each time, at most 10 minutes; up to a tenth
   * shorter by chance.
   *
   * @param failures in a row, from 1
   */
  public static Duration retryAfter(int failures, RandomGenerator random) {
    Duration wait = FIRST.multipliedBy(1L << Math.clamp(failures - 1, 0, 10));
    long ms = wait.compareTo(LONGEST) > 0 ? LONGEST.toMillis() : wait.toMillis();
    return Duration.ofMillis(ms - random.nextLong(ms / 10));
  }

  /** What to ask for after a 423 (RFC 3261 section 10.2.8). */
  public static Duration longer(Duration asked, Duration least) {
    Duration wanted = least.compareTo(asked) > 0 ? least : asked;
    return wanted.compareTo(LONGEST_LIFE) > 0 ? LONGEST_LIFE : wanted;
  }
}
