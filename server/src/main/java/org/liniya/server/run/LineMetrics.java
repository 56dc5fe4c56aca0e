package org.liniya.server.run;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.liniya.port.OperatorBoard;
import org.liniya.port.OperatorBoard.GroupView;
import org.liniya.port.OperatorBoard.OperatorView;

/** The gauges of the line; read when Prometheus asks. No label holds personal data. Stateless. */
final class LineMetrics {

  private static final List<String> STATES =
      List.of(
          "offline",
          "paused",
          "ready",
          "ringing",
          "talking",
          "consulting",
          "calling-out",
          "wrap-up");

  private LineMetrics() {}

  static void bind(
      MeterRegistry metrics, ActiveCalls active, AcdDriver board, Supplier<Duration> lateness) {
    Gauge.builder("liniya.calls.active", active, ActiveCalls::count)
        .description("calls in progress")
        .register(metrics);
    Gauge.builder("liniya.queue.waiting", board, b -> total(b, GroupView::waiting))
        .description("callers waiting, all groups")
        .register(metrics);
    Gauge.builder(
            "liniya.queue.longest.wait.seconds",
            board,
            b ->
                b.groups().stream().mapToLong(g -> g.longestWait().toMillis()).max().orElse(0)
                    / 1e3)
        .description("the longest wait now, all groups")
        .register(metrics);
    FunctionCounter.builder("liniya.acd.repairs", board, AcdDriver::repairs)
        .description("offers taken back because queues and telephones disagreed about them")
        .register(metrics);
    for (String state : STATES) {
      Gauge.builder("liniya.operators", board, b -> operatorsIn(b, state))
          .description("operators by state")
          .tag("state", state)
          .register(metrics);
    }
    Gauge.builder("liniya.media.lateness.seconds", lateness, late -> late.get().toNanos() / 1e9)
        .description("the latest that a media tick was since the last reading")
        .register(metrics);
  }

  private static double total(OperatorBoard board, java.util.function.ToIntFunction<GroupView> of) {
    return board.groups().stream().mapToInt(of).sum();
  }

  private static double operatorsIn(OperatorBoard board, String state) {
    return board.operators().stream().map(OperatorView::state).filter(state::equals).count();
  }
}
