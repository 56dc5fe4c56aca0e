package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.console.FigureBook.GroupNow;
import org.liniya.console.FigureBook.Past;
import org.liniya.console.FigureBook.Window;
import org.liniya.port.OperatorBoard.OperatorView;
import org.liniya.report.ReportRow;

/** The figures of the line as it runs. Each request runs on a virtual thread of its own. */
final class FigureRoutes {

  private final FigureBook book;
  private final Views views;

  FigureRoutes(FigureBook book, Views views) {
    this.book = book;
    this.views = views;
  }

  /**
   * The answer.
   *
   * @param all of all calls of the window, with the columns of a report
   * @param targets held against {@code all}
   */
  record Answer(
      String window,
      String from,
      String to,
      Map<String, Object> all,
      List<Map<String, Object>> targets,
      List<Group> groups,
      List<Operator> operators) {}

  /**
   * @param figures null when nobody waited in the group
   * @param targets held against them
   */
  record Group(
      String name,
      int waiting,
      long longestWaitMs,
      int ready,
      int talking,
      int paused,
      Optional<Map<String, Object>> figures,
      List<Map<String, Object>> targets) {}

  /**
   * @param figures null when the operator was not there
   */
  record Operator(
      String id,
      String state,
      String since,
      Optional<String> call,
      Optional<Map<String, Object>> figures) {}

  void install(RoutesConfig routes) {
    routes.get("/api/v1/figures", this::figures, Permission.SEE_FIGURES);
  }

  private void figures(Context request) {
    Window window = window(request);
    Past past = book.of(window);
    request.json(
        new Answer(
            window.name().toLowerCase(Locale.ROOT),
            views.time(past.from()),
            views.time(past.to()),
            ReportViews.row(past.all()),
            ReportViews.targets(past.checks(past.all())),
            book.groups().stream().map(group -> group(group, past)).toList(),
            book.operators().stream().map(operator -> operator(operator, past)).toList()));
  }

  private static Group group(GroupNow now, Past past) {
    Optional<ReportRow> row = named(past.groups(), now.name());
    return new Group(
        now.name(),
        now.waiting(),
        now.longestWait().toMillis(),
        now.ready(),
        now.talking(),
        now.paused(),
        row.map(ReportViews::row).map(FigureRoutes::withoutName),
        row.map(past::checks).map(ReportViews::targets).orElse(List.of()));
  }

  private Operator operator(OperatorView now, Past past) {
    return new Operator(
        now.id().value(),
        now.state(),
        views.time(now.since()),
        now.call().map(CallId::toString),
        named(past.operators(), now.id().value())
            .map(ReportViews::row)
            .map(FigureRoutes::withoutName));
  }

  private static Optional<ReportRow> named(List<ReportRow> rows, String name) {
    return rows.stream().filter(row -> row.name().equals(name)).findFirst();
  }

  private static Map<String, Object> withoutName(Map<String, Object> row) {
    Map<String, Object> figures = new LinkedHashMap<>(row);
    figures.remove("name");
    return figures;
  }

  private static Window window(Context request) {
    String text = request.queryParam("window");
    if (text == null || text.equals("today")) {
      return Window.TODAY;
    }
    if (text.equals("hour")) {
      return Window.HOUR;
    }
    throw new BadRequestResponse("window is today or hour");
  }
}
