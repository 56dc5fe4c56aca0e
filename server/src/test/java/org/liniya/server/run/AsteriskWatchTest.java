package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What supervisors see of an Asterisk that comes and goes. */
class AsteriskWatchTest {

  private static final String LOST =
      "asterisk: no connection to its manager; callers through it are turned away";

  private final AtomicBoolean connected = new AtomicBoolean();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicInteger channels = new AtomicInteger();
  private final AsteriskWatch watch = new AsteriskWatch(connected::get, lost::get, channels::get);

  @Test
  void theFiguresAreThoseOfTheMoment() {
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    AsteriskMetrics.bind(metrics, watch);
    assertThat(metrics.scrape())
        .contains("liniya_asterisk_connected 0.0", "liniya_asterisk_channels 0.0");

    connected.set(true);
    lost.set(2);
    channels.set(7);

    assertThat(metrics.scrape())
        .contains("\nliniya_asterisk_connected 1.0")
        .contains("\nliniya_asterisk_connection_lost_total 2.0")
        .contains("\nliniya_asterisk_channels 7.0");
  }

  @Test
  void aLineWithCallersOfItsOwnStaysReadyAndSaysWhatIsAway() {
    AsteriskHealth health = new AsteriskHealth(Optional.of(watch), () -> true);
    assertThat(health.faults()).isEmpty();
    assertThat(health.notes()).containsExactly(LOST);

    connected.set(true);
    assertThat(health.faults()).isEmpty();
    assertThat(health.notes()).isEmpty();
  }

  @Test
  void aLineThatNobodyElseReachesIsNotReady() {
    AsteriskHealth health = new AsteriskHealth(Optional.of(watch), () -> false);
    assertThat(health.faults()).containsExactly(LOST);
    assertThat(health.notes()).isEmpty();

    connected.set(true);
    assertThat(health.faults()).isEmpty();
  }

  @Test
  void aLineWithoutAsteriskSaysNothingOfIt() {
    AsteriskHealth health = new AsteriskHealth(Optional.empty(), () -> false);

    assertThat(health.faults()).isEmpty();
    assertThat(health.notes()).isEmpty();
  }
}
