package org.liniya.server.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.liniya.port.Outbox;

/** The figures of deliveries, by receiver. Thread-safe. */
final class DeliveryMetrics {

  private static final Outbox.Counts NONE = new Outbox.Counts(0, 0);

  private final MeterRegistry metrics;
  private final Map<String, Outbox.Counts> counts = new ConcurrentHashMap<>();

  DeliveryMetrics(MeterRegistry metrics, List<String> receivers) {
    this.metrics = metrics;
    receivers.forEach(this::gauges);
  }

  private void gauges(String receiver) {
    Gauge.builder("liniya.webhooks.waiting", this, m -> m.counts(receiver).waiting())
        .description("notices that wait for a receiver")
        .tag("receiver", receiver)
        .register(metrics);
    Gauge.builder("liniya.webhooks.dead", this, m -> m.counts(receiver).dead())
        .description("notices that were given up")
        .tag("receiver", receiver)
        .register(metrics);
  }

  /** As they were counted last. */
  Outbox.Counts counts(String receiver) {
    return counts.getOrDefault(receiver, NONE);
  }

  void counted(String receiver, Outbox.Counts now) {
    counts.put(receiver, now);
  }

  void delivered(String receiver) {
    attempts(receiver, "delivered");
  }

  void failed(String receiver) {
    attempts(receiver, "failed");
  }

  private void attempts(String receiver, String result) {
    Counter.builder("liniya.webhooks.attempts")
        .description("deliveries tried")
        .tag("receiver", receiver)
        .tag("result", result)
        .register(metrics)
        .increment();
  }
}
