package org.liniya.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.liniya.port.OperatorBoard;
import org.liniya.port.OperatorBoard.GroupView;
import org.liniya.port.OperatorBoard.OperatorView;
import org.liniya.port.Time;
import org.liniya.report.Report;
import org.liniya.report.ReportRow;
import org.liniya.report.TargetCheck;
import org.liniya.report.Targets;

/**
 * The figures of the line as it runs: who waits and works now, and a {@link Report} of the calls of
 * today or of the last hour, kept for a moment so that many may ask. Thread-safe; whoever finds it
 * old reads anew and blocks while the database works.
 */
final class FigureBook {

  /** Which calls count: those that arrived in it. */
  enum Window {
    /** Since midnight of the server's zone. */
    TODAY,
    /** The last sixty minutes. */
    HOUR
  }

  /** Whoever asks within this gets what was read before. */
  static final Duration FRESH = Duration.ofSeconds(15);

  /** And within so many times what the reading took: figures never cost more than a twentieth. */
  private static final int REST = 20;

  private final OperatorBoard board;
  private final ReportMaterial material;
  private final ReportPorts reports;
  private final Time time;
  private final ZoneId zone;
  private final Map<Window, Kept> read = new EnumMap<>(Window.class);

  private record Kept(Past past, Instant until) {}

  FigureBook(
      OperatorBoard board, ReportMaterial material, ReportPorts reports, Time time, ZoneId zone) {
    this.board = board;
    this.material = material;
    this.reports = reports;
    this.time = time;
    this.zone = zone;
  }

  /**
   * The figures of the calls of a window.
   *
   * @param groups by group, only those in which somebody waited
   * @param operators by operator, only those who were there
   */
  record Past(
      Instant from,
      Instant to,
      ReportRow all,
      List<ReportRow> groups,
      List<ReportRow> operators,
      Targets targets) {

    List<TargetCheck> checks(ReportRow row) {
      return TargetCheck.of(row, targets);
    }
  }

  /**
   * One group now.
   *
   * @param talking of its operators, also those who consult a colleague
   */
  record GroupNow(
      String name, int waiting, Duration longestWait, int ready, int talking, int paused) {}

  /** All groups now, by name; never more than the configuration has, but for those being closed. */
  List<GroupNow> groups() {
    List<OperatorView> operators = board.operators();
    return board.groups().stream().map(group -> now(group, operators)).toList();
  }

  private static GroupNow now(GroupView group, List<OperatorView> operators) {
    List<String> states =
        operators.stream()
            .filter(operator -> operator.skills().contains(group.name()))
            .map(OperatorView::state)
            .toList();
    return new GroupNow(
        group.name(),
        group.waiting(),
        group.longestWait(),
        group.ready(),
        (int)
            states.stream()
                .filter(state -> state.equals("talking") || state.equals("consulting"))
                .count(),
        (int) states.stream().filter("paused"::equals).count());
  }

  /** All operators now, by id. */
  List<OperatorView> operators() {
    return board.operators();
  }

  /** The figures of the window's calls, {@link #FRESH} or not much older. */
  synchronized Past of(Window window) {
    Instant now = time.now();
    Kept before = read.get(window);
    if (before != null && before.until().isAfter(now)) {
      return before.past();
    }
    Duration begun = time.elapsed();
    Past past = read(window, now);
    Duration rest = time.elapsed().minus(begun).multipliedBy(REST);
    read.put(window, new Kept(past, now.plus(rest.compareTo(FRESH) > 0 ? rest : FRESH)));
    return past;
  }

  private Past read(Window window, Instant now) {
    Instant from =
        switch (window) {
          case TODAY -> now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
          case HOUR -> now.minus(Duration.ofHours(1));
        };
    Targets targets = reports.targets().get();
    Report.Material calls = material.of(from, now);
    Report byGroup = Report.of(calls, Report.By.GROUP, targets);
    Report byOperator = Report.of(calls, Report.By.OPERATOR, targets);
    return new Past(from, now, byGroup.all(), byGroup.rows(), byOperator.rows(), targets);
  }
}
