package org.liniya.server.run;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.liniya.port.TrunkBoard;
import org.liniya.port.TrunkBoard.TrunkView;

/**
 * The figures of the trunks; read when Prometheus asks. No label holds personal data. Stateless.
 */
final class TrunkMetrics {

  private TrunkMetrics() {}

  /** For the trunks that there are; those of trunks that are gone go with them. */
  static void bind(MeterRegistry metrics, TrunkBoard board) {
    List<String> names = board.trunks().stream().map(TrunkView::name).toList();
    metrics.getMeters().stream()
        .map(Meter::getId)
        .filter(meter -> meter.getName().startsWith("liniya.trunk."))
        .filter(meter -> !names.contains(meter.getTag("trunk")))
        .forEach(metrics::remove);
    for (TrunkView trunk : board.trunks()) {
      bind(metrics, board, trunk.name());
    }
  }

  private static void bind(MeterRegistry metrics, TrunkBoard board, String name) {
    Tags tags = Tags.of("trunk", name);
    Gauge.builder("liniya.trunk.up", board, of(name, trunk -> trunk.up() ? 1 : 0))
        .description("whether the trunk's provider answers")
        .tags(tags)
        .register(metrics);
    Gauge.builder("liniya.trunk.registered", board, of(name, trunk -> trunk.registered() ? 1 : 0))
        .description("whether we are registered at the trunk's provider")
        .tags(tags)
        .register(metrics);
    Gauge.builder("liniya.trunk.calls.out.active", board, of(name, TrunkView::callsOutNow))
        .description("calls out in progress")
        .tags(tags)
        .register(metrics);
    FunctionCounter.builder("liniya.trunk.calls", board, of(name, TrunkView::callsIn))
        .description("calls by direction")
        .tags(tags.and("direction", "in"))
        .register(metrics);
    FunctionCounter.builder("liniya.trunk.calls", board, of(name, TrunkView::callsOut))
        .description("calls by direction")
        .tags(tags.and("direction", "out"))
        .register(metrics);
    for (String reason : TrunkBoard.REASONS) {
      FunctionCounter.builder(
              "liniya.trunk.refusals",
              board,
              of(name, trunk -> trunk.refusals().getOrDefault(reason, 0L)))
          .description("calls that were not taken or not made, by reason")
          .tags(tags.and("reason", reason))
          .register(metrics);
    }
  }

  private static ToDoubleFunction<TrunkBoard> of(String name, ToDoubleFunction<TrunkView> figure) {
    return board ->
        board.trunks().stream()
            .filter(trunk -> trunk.name().equals(name))
            .mapToDouble(figure)
            .findFirst()
            .orElse(Double.NaN);
  }
}
