package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.liniya.report.CallFacts;
import org.liniya.report.CallFactsReader;
import org.liniya.report.OperatorSpan;
import org.liniya.report.Report;
import org.liniya.report.TargetCheck;
import org.liniya.report.Targets;

/**
 * How well the line did, from what is stored. Each request runs on a virtual thread of its own;
 * keeps nothing.
 */
final class ReportRoutes {

  /** Journals are read in pieces of so much. */
  private static final Duration PIECE = Duration.ofHours(1);

  /** A call that arrived at the end of the time asked for is over by then. */
  private static final Duration LONGEST_CALL = Duration.ofHours(2);

  private final ConsolePorts ports;
  private final ReportPorts reports;
  private final ZoneId zone;

  ReportRoutes(ConsolePorts ports, ZoneId zone) {
    this.ports = ports;
    this.reports = ports.reports();
    this.zone = zone;
  }

  /**
   * The answer.
   *
   * @param all all calls together
   * @param targets held against {@code all}
   * @param firstCallResolution of all calls; null as long as nothing is decided
   */
  record Answer(
      String from,
      String to,
      String by,
      Map<String, Object> all,
      List<Map<String, Object>> rows,
      List<Map<String, Object>> targets,
      Optional<Double> firstCallResolution) {}

  void install(RoutesConfig routes) {
    routes.get("/api/v1/report", this::json, Permission.SEE_FIGURES);
    routes.get("/api/v1/report.csv", this::csv, Permission.SEE_FIGURES);
  }

  private void json(Context request) {
    Days days = Days.of(request, zone);
    Report.By by = by(request);
    Targets targets = reports.targets().get();
    Report report = Report.of(material(days), by, targets);
    request.json(
        new Answer(
            days.first().toString(),
            days.last().toString(),
            by.name().toLowerCase(Locale.ROOT),
            ReportViews.row(report.all()),
            report.rows().stream().map(ReportViews::row).toList(),
            ReportViews.targets(TargetCheck.of(report.all(), targets)),
            ReportViews.share(QualityRoutes.resolution(ports, days).share())));
  }

  private void csv(Context request) {
    Days days = Days.of(request, zone);
    Report report = Report.of(material(days), by(request), reports.targets().get());
    StringBuilder lines = new StringBuilder();
    lines.append(Csv.line(ReportViews.columns(ReportViews.row(report.all()))));
    report.rows().forEach(row -> lines.append(Csv.line(ReportViews.cells(ReportViews.row(row)))));
    lines.append(Csv.line(ReportViews.cells(ReportViews.row(report.all()))));
    request
        .contentType("text/csv; charset=utf-8; header=present")
        .header(
            "Content-Disposition",
            "attachment; filename=\"report-" + days.first() + "-" + days.last() + ".csv\"")
        .result(lines.toString());
  }

  private Report.Material material(Days days) {
    List<CallFacts> calls = new ArrayList<>();
    Instant from = days.from();
    while (from.isBefore(days.to())) {
      Instant to = Collections.min(List.of(from.plus(PIECE), days.to()));
      calls.addAll(CallFactsReader.read(reports.journals().of(from, to, CallFactsReader.KINDS)));
      if (calls.size() > QualityRoutes.MOST_CALLS) {
        throw new BadRequestResponse(
            "more than " + QualityRoutes.MOST_CALLS + " calls in those days; ask for fewer days");
      }
      from = to;
    }
    Instant last = Collections.min(List.of(ports.time().now(), days.to().plus(LONGEST_CALL)));
    return new Report.Material(
        days.from(),
        days.to(),
        zone,
        calls,
        OperatorSpan.of(reports.states().between(days.from().minus(Report.LOOK_BACK), last), last));
  }

  private static Report.By by(Context request) {
    String text = request.queryParam("by");
    for (Report.By by : Report.By.values()) {
      if (by.name().toLowerCase(Locale.ROOT).equals(text)) {
        return by;
      }
    }
    throw new BadRequestResponse("by is hour, day, group or operator");
  }
}
