package org.liniya.server.run;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.port.Journal;
import org.liniya.port.Time;
import org.liniya.rtp.MediaListener;
import org.liniya.rtp.MediaStream;
import org.liniya.sip.Streams;

/**
 * The media of all legs, and what becomes of their figures: a line in the call's journal and three
 * histograms by party: a quantile made here would cover the last minutes only and be 0 on a quiet
 * line, while Prometheus makes its own from buckets. Thread-safe; no label holds personal data.
 */
final class LegMedia implements Streams {

  /**
   * Packets of a thousand. These bounds and those of the score are whole numbers, since Micrometer
   * rounds up what a summary of Prometheus counts into buckets.
   */
  private static final double[] LOSS = {1, 2, 5, 10, 20, 30, 50, 100, 200, 500, 1_000};

  private static final Duration[] JITTER = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(3),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(30),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(500)
  };

  /** Hundredths, finer where calls differ: MOS is 1 to 5, and G.711 reaches 4.41. */
  private static final double[] MOS = {
    150, 200, 250, 300, 310, 320, 330, 340, 350, 360, 370, 380, 390, 400, 410, 420, 430, 440, 450,
    500
  };

  private final Streams engine;
  private final Journal journal;
  private final Time time;
  private final MeterRegistry metrics;

  LegMedia(Streams engine, Journal journal, Time time, MeterRegistry metrics) {
    this.engine = engine;
    this.journal = journal;
    this.time = time;
    this.metrics = metrics;
  }

  @Override
  public MediaStream open(MediaListener listener) throws IOException {
    return engine.open(listener);
  }

  @Override
  public Streams toward(StandardProtocolFamily family) {
    return new LegMedia(engine.toward(family), journal, time, metrics);
  }

  @Override
  public void ended(CallId call, JournalEvent.MediaFigures figures) {
    journal.mention(call, time.now(), figures);
    long expected = figures.received() - figures.duplicates() + figures.lost();
    if (expected <= 0) {
      return; // nothing came in: there is no quality to speak of
    }
    summary("liniya.leg.loss.permille", "packets of a thousand that never came", LOSS, figures)
        .record(1_000.0 * figures.lost() / expected);
    Timer.builder("liniya.leg.jitter")
        .description("jitter of a party's packets at its end")
        .tag("party", figures.party())
        .serviceLevelObjectives(JITTER)
        .register(metrics)
        .record(Duration.of(figures.jitterMicros(), ChronoUnit.MICROS));
    figures
        .mos()
        .ifPresent(
            mos ->
                summary(
                        "liniya.leg.mos.hundredths",
                        "100 times how well a party was heard, MOS of ITU-T G.107",
                        MOS,
                        figures)
                    .record(100 * mos));
  }

  private DistributionSummary summary(
      String name, String description, double[] buckets, JournalEvent.MediaFigures figures) {
    return DistributionSummary.builder(name)
        .description(description)
        .tag("party", figures.party())
        .serviceLevelObjectives(buckets)
        .register(metrics);
  }
}
