package org.liniya.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.port.JournalLines.Line;
import org.liniya.port.OperatorStates.Change;
import org.liniya.ticket.FirstCallResolution;

/**
 * Two hours with five calls and two operators, of which every figure was computed by hand:
 *
 * <pre>
 * A 10:00 access   waits 10 s, operator 1001 talks 100 s and holds 20 s, wraps up 30 s, rated 5
 * B 10:10 access   told 1 to 2 minutes, waits 40 s, operator 1002 talks 60 s and pauses, rated 3
 * C 10:20 access   hangs up after 3 s
 * D 11:00 payment  hangs up after 60 s
 * E 11:30          the waiting room is full
 * </pre>
 */
final class KnownDay {

  static final Instant FROM = Instant.parse("2026-11-23T10:00:00Z");
  static final Instant TO = Instant.parse("2026-11-23T12:00:00Z");

  private final List<Line> lines = new ArrayList<>();
  private CallId call = CallId.create(FROM, new Random(0));

  private static Instant at(String time) {
    return Instant.parse("2026-11-23T" + time + "Z");
  }

  private void call(String arrived, String firstPromptMs) {
    call = CallId.create(at(arrived), new Random(lines.size()));
    line(arrived, "call-arrived", Map.of("to", "hotline"));
    line(arrived, "first-prompt", Map.of("afterMs", firstPromptMs));
  }

  private void line(String time, String kind, Map<String, String> fields) {
    lines.add(new Line(call, at(time), kind, fields));
  }

  static List<Line> lines() {
    KnownDay day = new KnownDay();
    day.answered();
    day.abandoned();
    return List.copyOf(day.lines);
  }

  private void answered() {
    call("10:00:00", "400");
    line("10:00:30", "queued", Map.of("group", "access"));
    line("10:00:40", "bridged", Map.of("offer", "o1", "operator", "1001", "waitMs", "10000"));
    line("10:01:00", "hold-changed", Map.of("party", "operator", "held", "true"));
    line("10:01:20", "hold-changed", Map.of("party", "operator", "held", "false"));
    line(
        "10:02:40", "operator-left", Map.of("offer", "o1", "operator", "1001", "talkMs", "120000"));
    line("10:02:50", "rated", Map.of("rating", "5"));
    line("10:02:55", "call-ended", Map.of("ending", "completed"));

    call("10:10:00", "600");
    line("10:10:20", "queued", Map.of("group", "access"));
    line("10:10:25", "estimate-spoken", Map.of("fromMs", "60000", "toMs", "120000"));
    line("10:11:00", "bridged", Map.of("offer", "o2", "operator", "1002", "waitMs", "40000"));
    line("10:12:00", "operator-left", Map.of("offer", "o2", "operator", "1002", "talkMs", "60000"));
    line("10:12:10", "rated", Map.of("rating", "3"));
    line("10:12:15", "call-ended", Map.of("ending", "completed"));
  }

  private void abandoned() {
    call("10:20:00", "500");
    line("10:20:10", "queued", Map.of("group", "access"));
    line("10:20:13", "waiting-ended", Map.of("reason", "hung up"));
    line("10:20:13", "call-ended", Map.of("ending", "abandoned"));

    call("11:00:00", "1500");
    line("11:00:10", "queued", Map.of("group", "payment"));
    line("11:01:10", "waiting-ended", Map.of("reason", "hung up"));
    line("11:01:10", "call-ended", Map.of("ending", "abandoned"));

    call("11:30:00", "500");
    line("11:30:10", "waiting-ended", Map.of("reason", "full"));
    line("11:30:20", "call-ended", Map.of("ending", "completed"));
  }

  private static Change change(String operator, String state, String since) {
    return new Change(new OperatorId(operator), state, at(since));
  }

  /** In order of time within each operator, and begun before the two hours. */
  static List<Change> changes() {
    return List.of(
        change("1001", "ready", "09:50:00"),
        change("1001", "ringing", "10:00:35"),
        change("1001", "talking", "10:00:40"),
        change("1001", "wrap-up", "10:02:40"),
        change("1001", "ready", "10:03:10"),
        change("1001", "paused", "10:13:10"),
        change("1002", "ready", "10:00:00"),
        change("1002", "ringing", "10:10:55"),
        change("1002", "talking", "10:11:00"),
        change("1002", "paused", "10:12:00"));
  }

  /** A was the caller's first and only call; the caller of B called again. */
  private static Map<CallId, FirstCallResolution.Outcome> outcomes() {
    List<CallId> calls = lines().stream().map(Line::call).distinct().toList();
    return Map.of(
        calls.get(0),
        FirstCallResolution.Outcome.RESOLVED,
        calls.get(1),
        FirstCallResolution.Outcome.REPEATED,
        calls.get(3),
        FirstCallResolution.Outcome.UNDECIDED);
  }

  static Report by(Report.By by) {
    return Report.of(
        new Report.Material(
            FROM,
            TO,
            ZoneId.of("Europe/Moscow"),
            CallFactsReader.read(lines()),
            OperatorSpan.of(changes(), TO),
            outcomes()),
        by,
        Targets.DEFAULT);
  }
}
