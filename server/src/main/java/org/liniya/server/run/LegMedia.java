package org.liniya.server.run;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.port.Journal;
import org.liniya.port.Time;
import org.liniya.rtp.MediaListener;
import org.liniya.rtp.MediaStream;
import org.liniya.sip.Streams;

/**
 * The media of all legs, and what becomes of their figures: a line in the call's journal and three
 * summaries by party. Thread-safe; no label holds personal data.
 */
final class LegMedia implements Streams {

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
  public void ended(CallId call, JournalEvent.MediaFigures figures) {
    journal.note(call, time.now(), figures);
    long expected = figures.received() - figures.duplicates() + figures.lost();
    if (expected <= 0) {
      return; // nothing came in: there is no quality to speak of
    }
    summary("liniya.leg.loss.ratio", "share of a party's packets that never came", figures)
        .record((double) figures.lost() / expected);
    summary("liniya.leg.jitter.seconds", "jitter of a party's packets at its end", figures)
        .record(figures.jitterMicros() / 1e6);
    figures
        .mos()
        .ifPresent(
            mos ->
                summary("liniya.leg.mos", "how well a party was heard (ITU-T G.107)", figures)
                    .record(mos));
  }

  private DistributionSummary summary(
      String name, String description, JournalEvent.MediaFigures figures) {
    return DistributionSummary.builder(name)
        .description(description)
        .tag("party", figures.party())
        .publishPercentiles(0.05, 0.5, 0.95)
        .register(metrics);
  }
}
