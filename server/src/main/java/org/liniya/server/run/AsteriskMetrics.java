package org.liniya.server.run;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The figures of the front end behind an Asterisk; read when Prometheus asks. Stateless. */
final class AsteriskMetrics {

  private AsteriskMetrics() {}

  static void bind(MeterRegistry metrics, AsteriskWatch asterisk) {
    Gauge.builder("liniya.asterisk.connected", asterisk, a -> a.connected().getAsBoolean() ? 1 : 0)
        .description("whether the connection to the manager of Asterisk is up")
        .register(metrics);
    FunctionCounter.builder("liniya.asterisk.connection.lost", asterisk, a -> a.lost().getAsLong())
        .description("how often the connection to the manager of Asterisk was lost")
        .register(metrics);
    Gauge.builder("liniya.asterisk.channels", asterisk, a -> a.channels().getAsInt())
        .description("channels of Asterisk that are served now")
        .register(metrics);
  }
}
