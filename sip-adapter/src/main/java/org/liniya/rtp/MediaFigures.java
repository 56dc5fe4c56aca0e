package org.liniya.rtp;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Figures of a stream so far. Immutable.
 *
 * @param sent packets that went out
 * @param received packets that came in and were believed, doubled ones included
 * @param lost by sequence numbers; never negative
 * @param losses how many runs of packets those were
 * @param reordered packets that came behind a later one
 * @param duplicates packets that had been there before
 * @param jitterMicros interarrival jitter (RFC 3550 section 6.4.1)
 * @param longestGapMs the longest time between two packets received
 * @param far what the far end reports about what we send
 */
public record MediaFigures(
    long sent,
    long received,
    long lost,
    long losses,
    long reordered,
    long duplicates,
    long jitterMicros,
    long longestGapMs,
    Optional<FarReport> far) {

  /** The time that a packet takes to fill. */
  private static final Duration PACKET = Duration.ofMillis(20);

  /** A telephone's jitter buffer is hardly ever shorter. */
  private static final Duration LEAST_BUFFER = Duration.ofMillis(20);

  /** Figures without reports. */
  public MediaFigures(long sent, long received, long lost, long jitterMicros, long longestGapMs) {
    this(sent, received, lost, 0, 0, 0, jitterMicros, longestGapMs, Optional.empty());
  }

  /** The share of what the far end sent that did not come in, 0 to 1. */
  public double lossRatio() {
    long expected = received - duplicates + lost;
    return expected <= 0 ? 0 : (double) lost / expected;
  }

  /**
   * How much longer runs of loss are than random loss would make them (ITU-T G.107 section 7.5):
   * with random loss of a share p a run has 1 / (1 − p) packets on average.
   */
  double burstRatio() {
    return losses == 0 ? 1 : Math.max(1, (double) lost / losses * (1 - lossRatio()));
  }

  /** How well the far end is heard, by the {@link EModel}; nothing when it never was. */
  public OptionalDouble mos() {
    return received == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(EModel.mos(lossRatio(), burstRatio(), delay(jitterMicros)));
  }

  /** How well the far end hears, by its own reports; of bursts they say nothing. */
  public OptionalDouble farMos() {
    return far.map(
            report ->
                OptionalDouble.of(EModel.mos(report.lossRatio(), 1, delay(report.jitterMicros()))))
        .orElse(OptionalDouble.empty());
  }

  /** Half the way there and back, the packet, and a jitter buffer of twice the jitter. */
  private Duration delay(long jitter) {
    long roundTrip = far.map(report -> report.roundTripMicros().orElse(0)).orElse(0L);
    long buffer = Math.max(LEAST_BUFFER.toNanos() / 1000, 2 * jitter);
    return PACKET.plusNanos(1000 * (roundTrip / 2 + buffer));
  }
}
