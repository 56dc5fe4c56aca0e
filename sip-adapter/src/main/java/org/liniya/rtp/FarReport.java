package org.liniya.rtp;

import java.util.OptionalLong;

/**
 * What the far end's reports say about the packets that we send to it (RFC 3550 section 6.4).
 * Immutable.
 *
 * @param lost since the beginning; never negative
 * @param expected how many packets it knows of that we have sent
 * @param jitterMicros as it measures it
 * @param roundTripMicros from our SR and its report; nothing until one refers to the other
 */
public record FarReport(long lost, long expected, long jitterMicros, OptionalLong roundTripMicros) {

  /** The share of our packets that it lost, 0 to 1. */
  public double lossRatio() {
    return expected == 0 ? 0 : Math.min(1, (double) lost / expected);
  }
}
