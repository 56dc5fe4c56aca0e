package org.liniya.server.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.liniya.port.Services;
import org.liniya.server.service.HttpServices;

/** The gauges of services that calls ask; read when Prometheus asks. Stateless. */
final class ServiceMetrics {

  private ServiceMetrics() {}

  static void bind(MeterRegistry metrics, HttpServices services) {
    for (Services.State each : services.states()) {
      String name = each.service();
      Gauge.builder(
              "liniya.services.resting",
              services,
              all -> all.state(name).filter(Services.State::resting).isPresent() ? 1 : 0)
          .description("1 while a service is left alone because it does not answer")
          .tag("service", name)
          .register(metrics);
      Gauge.builder(
              "liniya.services.under.way",
              services,
              all -> all.state(name).map(Services.State::underWay).orElse(0))
          .description("askings that wait for a service's answer")
          .tag("service", name)
          .register(metrics);
    }
  }
}
