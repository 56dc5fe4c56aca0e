package org.liniya.rtp;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what comes in: loss by sequence numbers and jitter (RFC 3550 appendix A.3 and section
 * 6.4.1). Written only by the media loop that owns the stream; the figures may be read anywhere.
 */
final class Reception {

  /** A jump beyond this is a new beginning, not a loss (RFC 3550 appendix A.1). */
  static final int MAX_DROPOUT = 3000;

  /** Further back is a new beginning, not a packet that comes late (the same). */
  static final int MAX_MISORDER = 100;

  private static final long NANOS_PER_SAMPLE = TimeUnit.SECONDS.toNanos(1) / 8000;
  private static final int REMEMBERED = Long.SIZE;

  private final AtomicLong received = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong losses = new AtomicLong();
  private final AtomicLong reordered = new AtomicLong();
  private final AtomicLong duplicates = new AtomicLong();
  private final AtomicLong jitterMicros = new AtomicLong();
  private final AtomicLong longestGapNanos = new AtomicLong();

  private boolean begun;
  private int ssrc;
  private int highest;
  private int extendedHighest;
  private long seen; // bit i: the packet i before the highest one was here
  private long expectedHere;
  private long receivedHere; // doubled ones not counted
  private long lostBefore;
  private long expectedAtReport;
  private long receivedAtReport;
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
    if (!begun || packetSsrc != ssrc || ahead > MAX_DROPOUT || ahead < -MAX_MISORDER) {
      restart(packetSsrc, sequence);
    } else if (ahead > 0) {
      advance(ahead, sequence);
    } else {
      comesLate(-ahead);
    }
    received.incrementAndGet();
    // doubled packets must not make loss negative
    lost.set(lostBefore + Math.max(0, expectedHere - receivedHere));
    if (lastArrival != 0) {
      longestGapNanos.accumulateAndGet(arrivalNanos - lastArrival, Math::max);
    }
    lastArrival = arrivalNanos;
  }

  private void advance(int ahead, int sequence) {
    highest = sequence;
    extendedHighest += ahead;
    expectedHere += ahead;
    receivedHere++;
    seen = ahead >= REMEMBERED ? 1 : (seen << ahead) | 1;
    if (ahead > 1) {
      losses.incrementAndGet();
    }
  }

  private void comesLate(int behind) {
    long bit = behind < REMEMBERED ? 1L << behind : 0;
    if ((seen & bit) != 0) {
      duplicates.incrementAndGet();
    } else {
      reordered.incrementAndGet();
      receivedHere++;
      seen |= bit;
    }
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

  MediaFigures figures(long sent, Optional<FarReport> far) {
    return new MediaFigures(
        sent,
        received.get(),
        lost.get(),
        losses.get(),
        reordered.get(),
        duplicates.get(),
        jitterMicros.get(),
        TimeUnit.NANOSECONDS.toMillis(longestGapNanos.get()),
        far);
  }

  /**
   * What to report about the source; the next report's fraction counts from here (RFC 3550 appendix
   * A.3). On the media loop.
   */
  ReportBlock report(int lastReport, long sinceThen) {
    long expected = expectedHere - expectedAtReport;
    long missing = expected - (receivedHere - receivedAtReport);
    expectedAtReport = expectedHere;
    receivedAtReport = receivedHere;
    int fraction =
        expected <= 0 || missing <= 0 ? 0 : (int) Math.min(255, 256 * missing / expected);
    int lostHere =
        Math.clamp(expectedHere - receivedHere, ReportBlock.LEAST_LOST, ReportBlock.MOST_LOST);
    return new ReportBlock(
        ssrc,
        fraction,
        lostHere,
        extendedHighest,
        Math.round(jitterSamples),
        lastReport,
        sinceThen);
  }

  private void restart(int packetSsrc, int sequence) {
    begun = true;
    lostBefore = lost.get();
    ssrc = packetSsrc;
    highest = sequence;
    extendedHighest = sequence;
    seen = 1;
    expectedHere = 1;
    receivedHere = 1;
    expectedAtReport = 0;
    receivedAtReport = 0;
    haveTransit = false;
  }
}
