package org.liniya.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.ticket.FirstCallResolution;

/**
 * The figures of some days: all calls together, and by hour, day, skill group or operator.
 * Immutable.
 */
public record Report(ReportRow all, List<ReportRow> rows) {

  public Report {
    rows = List.copyOf(rows);
  }

  /** What a row is. */
  public enum By {
    /** Of the day on the clock, such as {@code 2026-11-23 10:00}, by the calls' arrival. */
    HOUR(ChronoUnit.HOURS, "uuuu-MM-dd HH:mm"),
    DAY(ChronoUnit.DAYS, "uuuu-MM-dd"),
    GROUP(ChronoUnit.FOREVER, ""),
    OPERATOR(ChronoUnit.FOREVER, "");

    private final ChronoUnit unit;
    private final DateTimeFormatter form;

    By(ChronoUnit unit, String form) {
      this.unit = unit;
      this.form = DateTimeFormatter.ofPattern(form);
    }
  }

  /**
   * What a report is made of.
   *
   * @param calls that arrived from {@code from} on and before {@code to}
   * @param spans of the operators, which may reach beyond that
   * @param outcomes of those calls that were handled
   */
  public record Material(
      Instant from,
      Instant to,
      ZoneId zone,
      List<CallFacts> calls,
      List<OperatorSpan> spans,
      Map<CallId, FirstCallResolution.Outcome> outcomes) {}

  /** Computes it. */
  public static Report of(Material material, By by, Targets targets) {
    ReportRow.Shared shared =
        new ReportRow.Shared(new WrapUps(material.spans()), material.outcomes(), targets);
    List<OperatorSpan> spans = cut(material.spans(), material.from(), material.to());
    return new Report(
        ReportRow.of("all", material.calls(), spans, shared),
        switch (by) {
          case HOUR, DAY -> byTime(material, by, shared);
          case GROUP -> byGroup(material.calls(), spans, shared);
          case OPERATOR -> byOperator(material.calls(), spans, shared);
        });
  }

  private static List<OperatorSpan> cut(List<OperatorSpan> spans, Instant from, Instant to) {
    return spans.stream()
        .map(span -> span.within(from, to))
        .filter(span -> !span.lasted().isZero())
        .toList();
  }

  private static List<ReportRow> byTime(Material material, By by, ReportRow.Shared shared) {
    Map<ZonedDateTime, List<CallFacts>> times =
        material.calls().stream()
            .collect(
                Collectors.groupingBy(
                    call -> call.arrived().atZone(material.zone()).truncatedTo(by.unit),
                    TreeMap::new,
                    Collectors.toList()));
    return times.entrySet().stream()
        .map(
            time -> {
              Instant from = time.getKey().toInstant();
              Instant to = time.getKey().plus(1, by.unit).toInstant();
              return ReportRow.of(
                  by.form.format(time.getKey()),
                  time.getValue(),
                  cut(material.spans(), from, to),
                  shared);
            })
        .toList();
  }

  /** Operators serve several groups: the time is that of whoever talked with a group's callers. */
  private static List<ReportRow> byGroup(
      List<CallFacts> calls, List<OperatorSpan> spans, ReportRow.Shared shared) {
    TreeSet<String> groups =
        calls.stream()
            .flatMap(call -> call.waits().stream().map(CallFacts.Wait::group))
            .collect(Collectors.toCollection(TreeSet::new));
    return groups.stream().map(group -> group(group, calls, spans, shared)).toList();
  }

  private static ReportRow group(
      String group, List<CallFacts> calls, List<OperatorSpan> spans, ReportRow.Shared shared) {
    List<CallFacts> own = left(calls.stream().map(call -> call.inGroup(group)));
    Set<OperatorId> served =
        own.stream()
            .flatMap(call -> call.talks().stream())
            .map(CallFacts.Talk::operator)
            .collect(Collectors.toSet());
    return ReportRow.of(
        group,
        own,
        spans.stream().filter(span -> served.contains(span.operator())).toList(),
        shared);
  }

  private static List<CallFacts> left(Stream<CallFacts> calls) {
    return calls.filter(call -> !call.isEmpty()).toList();
  }

  private static List<ReportRow> byOperator(
      List<CallFacts> calls, List<OperatorSpan> spans, ReportRow.Shared shared) {
    TreeSet<OperatorId> operators =
        Stream.concat(
                spans.stream().map(OperatorSpan::operator),
                calls.stream().flatMap(call -> call.talks().stream()).map(CallFacts.Talk::operator))
            .collect(Collectors.toCollection(TreeSet::new));
    return operators.stream()
        .map(
            operator ->
                ReportRow.of(
                    operator.value(),
                    left(calls.stream().map(call -> call.with(operator))),
                    spans.stream().filter(span -> span.operator().equals(operator)).toList(),
                    shared))
        .toList();
  }

  /** How far before a report's beginning states are looked for: a shift is not longer. */
  public static final Duration LOOK_BACK = Duration.ofHours(24);
}
