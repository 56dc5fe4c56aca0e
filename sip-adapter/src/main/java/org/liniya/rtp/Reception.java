package org.liniya.rtp;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what comes in: loss by sequence numbers and jitter (RFC 3550 appendix A.3 and section
 * 6.4.1). Written only by the media loop that owns the stream; the figures may be read anywhere.
 */
final class Reception {

  /** A jump beyond this is a new beginning, not a loss (RFC 3550 appendix A.1). */
  static final int MAX_DROPOUT = 3000;

  private static final long NANOS_PER_SAMPLE = TimeUnit.SECONDS.toNanos(1) / 8000;

  private final AtomicLong received = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong jitterMicros = new AtomicLong();
  private final AtomicLong longestGapNanos = new AtomicLong();

  private boolean begun;
  private int ssrc;
  private int highest;
  private long expectedHere;
  private long receivedHere;
  private long lostBefore;
  private boolean haveTransit;
  private int lastTransit;
  private double jitterSamples;
  private long lastArrival;

  boolean hasBegun() {
    return begun;
  }

  /** The source that sent the last counted packet; meaningless before the first. */
  int ssrc() {
    return ssrc;
  }

  /** Counts a packet of the stream, whatever its payload type. */
  void count(int packetSsrc, int sequence, long arrivalNanos) {
    int ahead = (short) (sequence - highest);
    if (!begun || packetSsrc != ssrc || Math.abs(ahead) > MAX_DROPOUT) {
      restart(packetSsrc, sequence);
    } else if (ahead > 0) {
      highest = sequence;
      expectedHere += ahead;
    }
    receivedHere++;
    received.incrementAndGet();
    // doubled packets must not make loss negative
    lost.set(lostBefore + Math.max(0, expectedHere - receivedHere));
    if (lastArrival != 0) {
      longestGapNanos.accumulateAndGet(arrivalNanos - lastArrival, Math::max);
    }
    lastArrival = arrivalNanos;
  }

  /** A pause that was agreed on (hold) is no gap. */
  void pause() {
    lastArrival = 0;
    haveTransit = false;
  }

  /** Sound only: the timestamps of events stand still, which is no jitter. */
  void jitter(int timestamp, long arrivalNanos) {
    int transit = (int) (arrivalNanos / NANOS_PER_SAMPLE) - timestamp;
    if (haveTransit) {
      int change = Math.abs(transit - lastTransit);
      if (change < 8000) { // a timestamp jump of a second is a new beginning
        jitterSamples += (change - jitterSamples) / 16;
        jitterMicros.set(Math.round(jitterSamples * NANOS_PER_SAMPLE / 1000));
      }
    }
    lastTransit = transit;
    haveTransit = true;
  }

  MediaFigures figures(long sent) {
    return new MediaFigures(
        sent,
        received.get(),
        lost.get(),
        jitterMicros.get(),
        TimeUnit.NANOSECONDS.toMillis(longestGapNanos.get()));
  }

  private void restart(int packetSsrc, int sequence) {
    begun = true;
    lostBefore = lost.get();
    ssrc = packetSsrc;
    highest = sequence;
    expectedHere = 1;
    receivedHere = 0;
    haveTransit = false;
  }
}
