package org.liniya.console;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.liniya.report.ReportRow;
import org.liniya.report.ReportRow.Handling;
import org.liniya.report.ReportRow.ServiceLevel;
import org.liniya.report.Spread;
import org.liniya.report.TargetCheck;

/**
 * Reports as they are sent: flat rows, lengths of time in seconds, shares from 0 to 1, null where
 * there is nothing to measure. Pure functions.
 */
final class ReportViews {

  private ReportViews() {}

  /** A row by column, always the same columns in the same order. */
  static Map<String, Object> row(ReportRow row) {
    Map<String, Object> cells = new LinkedHashMap<>();
    cells.put("name", row.name());
    cells.put("calls", row.calls());
    cells.put("refused", row.refused());
    cells.put("refusedShare", share(row.refusedShare()));
    cells.put("queued", row.queued());
    cells.put("answered", row.answered());
    cells.put("abandoned", row.abandoned());
    cells.put("shortAbandoned", row.shortAbandoned());
    cells.put("abandonment", share(row.abandonment()));
    cells.put("abandonmentWithoutShort", share(row.abandonmentWithoutShort()));
    ServiceLevel level = row.serviceLevel();
    cells.put("serviceLevelAnswered", share(level.answered()));
    cells.put("serviceLevelServed", share(level.served()));
    cells.put("serviceLevelOffered", share(level.offered()));
    cells.put("serviceLevelWithoutShort", share(level.withoutShort()));
    put(cells, "firstPrompt", row.firstPrompt());
    put(cells, "inviteToOperator", row.inviteToOperator());
    put(cells, "waiting", row.waiting());
    put(cells, "queueToOperator", row.queueToOperator());
    put(cells, row.handling());
    cells.put("occupancy", share(row.occupancy()));
    cells.put("rated", row.rated());
    cells.put("rating", share(row.rating()));
    cells.put("estimatesTold", row.told());
    cells.put("estimatesRight", row.toldRight());
    cells.put("firstCallsDecided", row.firstCalls().resolved() + row.firstCalls().repeated());
    cells.put("firstCallResolution", share(row.firstCalls().share()));
    return cells;
  }

  private static void put(Map<String, Object> cells, String name, Optional<Spread> spread) {
    cells.put(name + "Mean", spread.map(Spread::mean).map(ReportViews::seconds));
    cells.put(name + "Median", spread.map(Spread::median).map(ReportViews::seconds));
    cells.put(name + "P90", spread.map(Spread::p90).map(ReportViews::seconds));
    cells.put(name + "Max", spread.map(Spread::max).map(ReportViews::seconds));
  }

  private static void put(Map<String, Object> cells, Optional<Handling> handling) {
    cells.put("talks", handling.map(Handling::talks).orElse(0));
    cells.put("handling", handling.map(Handling::whole).map(ReportViews::seconds));
    cells.put("talk", handling.map(Handling::talk).map(ReportViews::seconds));
    cells.put("hold", handling.map(Handling::hold).map(ReportViews::seconds));
    cells.put("wrapUp", handling.map(Handling::wrapUp).map(ReportViews::seconds));
  }

  static List<Map<String, Object>> targets(List<TargetCheck> checks) {
    return checks.stream().map(ReportViews::target).toList();
  }

  private static Map<String, Object> target(TargetCheck check) {
    Map<String, Object> cells = new LinkedHashMap<>();
    cells.put("name", check.name());
    cells.put("target", check.target());
    cells.put("value", share(check.value()));
    cells.put("met", check.met());
    return cells;
  }

  static Optional<Double> share(OptionalDouble share) {
    return share.isPresent()
        ? Optional.of(Math.round(share.getAsDouble() * 1e4) / 1e4)
        : Optional.empty();
  }

  private static double seconds(Duration length) {
    return Math.round(length.toMillis() / 100.0) / 10.0;
  }

  /** A row as cells of a CSV line; nothing where there is nothing to measure. */
  static List<String> cells(Map<String, Object> row) {
    return row.values().stream().map(ReportViews::cell).toList();
  }

  private static String cell(Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(Object::toString).orElse("")
        : value.toString();
  }

  /** The names of the columns in a CSV file. */
  static List<String> columns(Map<String, Object> row) {
    return row.keySet().stream()
        .map(name -> name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT))
        .toList();
  }
}
