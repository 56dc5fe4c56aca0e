package org.liniya.sip;

import java.time.Duration;

/**
 * A token bucket: what happens at a rate, with bursts of two seconds' worth. Immutable.
 *
 * @param taken tokens that are gone and have not come back
 * @param at monotonic time of {@code taken}
 */
record Bucket(double taken, Duration at) {

  private static final double BURST_SECONDS = 2;

  static final Bucket FULL = new Bucket(0, Duration.ZERO);

  boolean has(int perSecond, Duration now) {
    return missing(perSecond, now) + 1 <= most(perSecond);
  }

  /** As {@link #has}, but half of the burst is left for others. */
  boolean hasPlenty(int perSecond, Duration now) {
    return missing(perSecond, now) + 1 <= Math.max(1, most(perSecond) / 2);
  }

  Bucket less(int perSecond, Duration now) {
    return new Bucket(Math.min(missing(perSecond, now) + 1, most(perSecond)), now);
  }

  private static double most(int perSecond) {
    return Math.max(1, perSecond * BURST_SECONDS);
  }

  private double missing(int perSecond, Duration now) {
    double back = now.minus(at).toNanos() / 1e9 * perSecond;
    return Math.max(0, taken - back);
  }
}
