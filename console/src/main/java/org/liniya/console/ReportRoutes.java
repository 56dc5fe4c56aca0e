package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.liniya.report.Report;
import org.liniya.report.TargetCheck;
import org.liniya.report.Targets;

/**
 * How well the line did, from what is stored. Each request runs on a virtual thread of its own;
 * keeps nothing.
 */
final class ReportRoutes {

  private final ReportMaterial material;
  private final ReportPorts reports;
  private final ZoneId zone;

  ReportRoutes(ReportMaterial material, ReportPorts reports, ZoneId zone) {
    this.material = material;
    this.reports = reports;
    this.zone = zone;
  }

  /**
   * The answer.
   *
   * @param all all calls together
   * @param targets held against {@code all}
   * @param firstCallResolution of all calls; null as long as nothing is decided; the same as in
   *     {@code all}
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
    Report report = Report.of(material.of(days.from(), days.to()), by, targets);
    request.json(
        new Answer(
            days.first().toString(),
            days.last().toString(),
            by.name().toLowerCase(Locale.ROOT),
            ReportViews.row(report.all()),
            report.rows().stream().map(ReportViews::row).toList(),
            ReportViews.targets(TargetCheck.of(report.all(), targets)),
            ReportViews.share(report.all().firstCalls().share())));
  }

  private void csv(Context request) {
    Days days = Days.of(request, zone);
    Report report =
        Report.of(material.of(days.from(), days.to()), by(request), reports.targets().get());
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
