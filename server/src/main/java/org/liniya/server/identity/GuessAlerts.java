package org.liniya.server.identity;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;
import org.liniya.identity.GuessBook.Alert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the metrics that somebody guesses. Thread-safe. */
final class GuessAlerts implements Consumer<Alert> {

  private static final Logger LOG = LoggerFactory.getLogger(GuessAlerts.class);

  private final Counter oneNumber;
  private final Counter across;

  GuessAlerts(MeterRegistry metrics) {
    this.oneNumber = counter(metrics, "one-number");
    this.across = counter(metrics, "in-total");
  }

  private static Counter counter(MeterRegistry metrics, String kind) {
    return Counter.builder("liniya.guessing.alerts")
        .description("alerts that data or codes of many persons are guessed at")
        .tag("kind", kind)
        .register(metrics);
  }

  @Override
  public void accept(Alert alert) {
    switch (alert) {
      case Alert.OneNumber(String masked, int identities) -> {
        oneNumber.increment();
        LOG.atWarn()
            .addKeyValue("from", masked)
            .addKeyValue("identities", identities)
            .log("one number guesses at many persons; look at its calls");
      }
      case Alert.Across(int identities) -> {
        across.increment();
        LOG.atWarn()
            .addKeyValue("identities", identities)
            .log("wrong attempts at many persons within ten minutes; look at the latest calls");
      }
    }
  }
}
