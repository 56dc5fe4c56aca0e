package org.liniya.rtp;

import java.util.concurrent.TimeUnit;

/**
 * Moments as NTP writes them: seconds since 1900 in the upper 32 bits, their fraction in the lower
 * (RFC 3550 section 4). The wall clock is read once, then {@link System#nanoTime} counts, so that a
 * clock that is set never spoils a round-trip time. Thread-safe.
 */
final class NtpTime {

  /** From 1900 to 1970. */
  private static final long EPOCH_SECONDS = 2_208_988_800L;

  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long NANO_TIME = System.nanoTime();
  private static final long WALL_NANOS = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());

  private NtpTime() {}

  /** The moment of a {@link System#nanoTime}. */
  static long at(long nanoTime) {
    long nanos = WALL_NANOS + (nanoTime - NANO_TIME);
    long seconds = Math.floorDiv(nanos, NANOS_PER_SECOND) + EPOCH_SECONDS;
    long fraction = (Math.floorMod(nanos, NANOS_PER_SECOND) << 32) / NANOS_PER_SECOND;
    return (seconds << 32) | fraction;
  }

  /** The middle 32 bits: 65,536ths of a second, as reports refer to each other. */
  static int middle(long ntp) {
    return (int) (ntp >>> 16);
  }
}
