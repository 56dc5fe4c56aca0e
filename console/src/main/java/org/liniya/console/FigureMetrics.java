package org.liniya.console;

import io.javalin.http.BadRequestResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liniya.console.FigureBook.GroupNow;
import org.liniya.console.FigureBook.Past;
import org.liniya.console.FigureBook.Window;
import org.liniya.port.OperatorBoard.OperatorView;
import org.liniya.port.StoreException;
import org.liniya.report.ReportRow;
import org.liniya.report.TargetCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The figures of {@link FigureBook} for Prometheus, brought up to date when it asks. Labels are the
 * names of groups and operators that the configuration has, and nothing else. Thread-safe.
 */
final class FigureMetrics {

  private static final Logger LOG = LoggerFactory.getLogger(FigureMetrics.class);

  /** Columns of a report that are lengths of time, in seconds. */
  private static final Set<String> LENGTHS = Set.of("handling", "talk", "hold", "wrapUp");

  /** Of operators, of whom there may be thousands, these columns only. */
  private static final Set<String> OF_OPERATORS =
      Set.of("answered", "talks", "handling", "talk", "hold", "wrapUp", "occupancy", "rating");

  private final FigureBook book;
  private final MeterRegistry registry;
  private final Map<String, MultiGauge> gauges = new HashMap<>();

  FigureMetrics(FigureBook book, MeterRegistry registry) {
    this.book = book;
    this.registry = registry;
  }

  /** When the database is away, what was known of the past stays. */
  synchronized void bringUpToDate() {
    groupsNow(book.groups());
    try {
      past(book.of(Window.TODAY));
    } catch (StoreException | BadRequestResponse e) {
      LOG.warn("the day's figures cannot be computed now: {}", e.getMessage());
    }
  }

  private void groupsNow(List<GroupNow> groups) {
    now("waiting", "callers waiting", groups, GroupNow::waiting);
    now(
        "longest.wait.seconds",
        "the longest wait now",
        groups,
        group -> group.longestWait().toMillis() / 1e3);
    now("ready", "operators ready", groups, GroupNow::ready);
    now("talking", "operators talking", groups, GroupNow::talking);
    now("paused", "operators paused", groups, GroupNow::paused);
  }

  private void now(
      String what, String description, List<GroupNow> groups, ToDoubleFunction<GroupNow> of) {
    set(
        "liniya.group." + what,
        description + ", by skill group",
        groups.stream()
            .<Row<?>>map(group -> Row.of(Tags.of("group", group.name()), of.applyAsDouble(group)))
            .toList());
  }

  private void past(Past past) {
    Set<String> groups =
        book.groups().stream().map(GroupNow::name).collect(Collectors.toUnmodifiableSet());
    Set<String> operators =
        book.operators().stream()
            .map(OperatorView::id)
            .map(Object::toString)
            .collect(Collectors.toUnmodifiableSet());
    Map<String, List<Row<?>>> rows = new HashMap<>();
    Stream.concat(
            Stream.of(past.all()),
            past.groups().stream().filter(row -> groups.contains(row.name())))
        .forEach(row -> add(rows, "liniya.today.", "group", row, Set.of()));
    past.operators().stream()
        .filter(row -> operators.contains(row.name()))
        .forEach(row -> add(rows, "liniya.operator.today.", "operator", row, OF_OPERATORS));
    gauges.keySet().stream()
        .filter(name -> name.contains(".today."))
        .forEach(name -> rows.computeIfAbsent(name, _ -> new ArrayList<>()));
    rows.forEach((name, some) -> set(name, "of the calls that arrived today", some));
    set(
        "liniya.target.met",
        "1 when today's figure meets its target",
        past.checks(past.all()).stream().flatMap(check -> met(check).stream()).toList());
  }

  private static Optional<Row<?>> met(TargetCheck check) {
    return check.met().map(met -> Row.of(Tags.of("target", snake(check.name())), met ? 1 : 0));
  }

  private static void add(
      Map<String, List<Row<?>>> rows,
      String prefix,
      String label,
      ReportRow row,
      Set<String> onlyThese) {
    ReportViews.row(row)
        .forEach(
            (column, value) -> {
              if (onlyThese.isEmpty() || onlyThese.contains(column)) {
                number(value)
                    .ifPresent(
                        number ->
                            rows.computeIfAbsent(prefix + name(column), _ -> new ArrayList<>())
                                .add(Row.of(Tags.of(label, row.name()), number)));
              }
            });
  }

  private static Optional<Double> number(Object value) {
    return switch (value) {
      case Number number -> Optional.of(number.doubleValue());
      case Optional<?> optional -> optional.flatMap(FigureMetrics::number);
      default -> Optional.empty();
    };
  }

  /** Such as {@code queue.to.operator.p90.seconds}. */
  private static String name(String column) {
    boolean length = LENGTHS.contains(column) || column.matches(".+(Mean|Median|P90|Max)");
    return snake(column).replace('_', '.') + (length ? ".seconds" : "");
  }

  private static String snake(String column) {
    return column.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  private void set(String name, String description, List<Row<?>> rows) {
    gauges
        .computeIfAbsent(
            name, _ -> MultiGauge.builder(name).description(description).register(registry))
        .register(rows, true);
  }
}
