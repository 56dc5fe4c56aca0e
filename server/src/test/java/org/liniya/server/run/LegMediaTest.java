package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
    assertThat(mean("liniya.leg.loss.permille")).isCloseTo(100, within(1e-9));
    Timer jitter = metrics.get("liniya.leg.jitter").tag("party", "operator").timer();
    assertThat(jitter.mean(TimeUnit.MICROSECONDS)).isEqualTo(4000);
    assertThat(mean("liniya.leg.mos.hundredths")).isEqualTo(375);
  }

  /** Prometheus makes its quantiles of buckets, over as long as one likes. */
  @Test
  void figuresAreCountedInBuckets() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    LegMedia counted =
        new LegMedia(
            _ -> {
              throw new IOException("no port");
            },
            journal,
            new FakeTime(),
            registry);
    counted.ended(call, figures("operator", 992, 2, 10, Optional.of(4.41)));
    counted.ended(call, figures("operator", 1000, 0, 0, Optional.of(3.35)));
    String scraped = registry.scrape();
    assertThat(scraped)
        .doesNotContain("quantile=")
        .contains("liniya_leg_mos_hundredths_bucket{party=\"operator\",le=\"330.0\"} 0")
        .contains("liniya_leg_mos_hundredths_bucket{party=\"operator\",le=\"340.0\"} 1")
        .contains("liniya_leg_mos_hundredths_bucket{party=\"operator\",le=\"440.0\"} 1")
        .contains("liniya_leg_mos_hundredths_bucket{party=\"operator\",le=\"450.0\"} 2")
        .contains("liniya_leg_loss_permille_bucket{party=\"operator\",le=\"5.0\"} 1")
        .contains("liniya_leg_loss_permille_bucket{party=\"operator\",le=\"10.0\"} 2")
        .contains("liniya_leg_jitter_seconds_bucket{party=\"operator\",le=\"0.003\"} 0")
        .contains("liniya_leg_jitter_seconds_bucket{party=\"operator\",le=\"0.005\"} 2");
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
