package org.liniya.server.run;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.liniya.estimate.WaitBook;
import org.liniya.estimate.WaitRange;

/** How often callers waited as long as they were told; read when Prometheus asks. Stateless. */
final class EstimateMetrics {

  private EstimateMetrics() {}

  static void bind(MeterRegistry metrics, WaitBook book) {
    for (WaitRange.Kept kept : WaitRange.Kept.values()) {
      FunctionCounter.builder("liniya.estimates", book, b -> b.count(kept))
          .description("callers who were told how long the wait may be, by how it turned out")
          .tag("kept", kept.name().toLowerCase(Locale.ROOT))
          .register(metrics);
    }
  }
}
