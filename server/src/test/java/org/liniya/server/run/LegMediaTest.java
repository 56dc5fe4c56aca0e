package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent.MediaFigures;
import org.liniya.testkit.call.FakeTime;
import org.liniya.testkit.store.InMemoryJournal;

class LegMediaTest {
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final InMemoryJournal journal = new InMemoryJournal();
  private final CallId call = CallId.create(Instant.EPOCH, new Random(1));
  private final LegMedia media =
      new LegMedia(
          _ -> {
            throw new IOException("no port");
          },
          journal,
          new FakeTime(),
          metrics);

  @Test
  void figuresOfALegGoIntoTheJournalAndTheMetricsOfItsParty() {
    MediaFigures figures = figures("operator", 92, 2, 10, Optional.of(3.75));
    media.ended(call, figures);
    assertThat(journal.events(call)).containsExactly(figures);
    assertThat(mean("liniya.leg.loss.ratio")).isCloseTo(0.1, within(1e-9));
    assertThat(mean("liniya.leg.jitter.seconds")).isCloseTo(0.004, within(1e-9));
    assertThat(mean("liniya.leg.mos")).isEqualTo(3.75);
  }

  @Test
  void aLegThatSentNothingHasNoQuality() {
    media.ended(call, figures("operator", 0, 0, 0, Optional.empty()));
    assertThat(journal.events(call)).hasSize(1);
    assertThat(metrics.getMeters()).isEmpty();
  }

  private double mean(String name) {
    DistributionSummary summary = metrics.get(name).tag("party", "operator").summary();
    assertThat(summary.count()).isEqualTo(1);
    return summary.mean();
  }

  private static MediaFigures figures(
      String party, long received, long duplicates, long lost, Optional<Double> mos) {
    return new MediaFigures(
        "sip-1",
        party,
        100,
        received,
        lost,
        0,
        duplicates,
        4000,
        Optional.of(Duration.ofMillis(40)),
        mos,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
