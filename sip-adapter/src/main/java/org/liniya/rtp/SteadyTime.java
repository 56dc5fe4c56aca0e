package org.liniya.rtp;

/**
 * Says when a packet's sound was said, on our clock: its timestamp, set against the least delayed
 * of the packets before it. So a packet that comes late, or with others in a burst, keeps its place
 * on the time line. Used only on a media loop.
 */
final class SteadyTime {

  /** A packet later than this is too late: recordings are written half a second behind. */
  static final long MOST_LATE_NANOS = 250_000_000L;

  /** So long nothing but packets that are too late: the way has become longer. */
  private static final long WAY_CHANGED_NANOS = 300_000_000L;

  /** Clocks drift, and a way may become a little longer: the base follows slowly. */
  private static final long FOLLOW = 512;

  private static final long NANOS_PER_SAMPLE = 125_000L;

  private boolean begun;
  private long base;
  private int baseTimestamp;
  private boolean late;
  private long lateSince;

  /** The source begins anew: the next packet is the measure. */
  void restart() {
    begun = false;
  }

  /**
   * Where a packet belongs.
   *
   * @return as {@link System#nanoTime}, at most the arrival and not much earlier; negative when the
   *     packet is too late to have a place
   */
  long place(int timestamp, long arrival) {
    long nominal = base + (timestamp - baseTimestamp) * NANOS_PER_SAMPLE;
    long delay = arrival - nominal;
    if (!begun || delay < 0) {
      return anchor(timestamp, arrival);
    }
    if (delay > MOST_LATE_NANOS) {
      lateSince = late ? lateSince : arrival;
      late = true;
      return arrival - lateSince >= WAY_CHANGED_NANOS ? anchor(timestamp, arrival) : TOO_LATE;
    }
    late = false;
    base = nominal + delay / FOLLOW;
    baseTimestamp = timestamp;
    return base;
  }

  static final long TOO_LATE = Long.MIN_VALUE;

  private long anchor(int timestamp, long arrival) {
    begun = true;
    late = false;
    base = arrival;
    baseTimestamp = timestamp;
    return arrival;
  }
}
