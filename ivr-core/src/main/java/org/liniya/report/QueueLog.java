package org.liniya.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.port.JournalLines.Line;
import org.liniya.port.OperatorStates.Change;

/**
 * What happened in the queues as Asterisk writes its {@code queue_log}, so that report tools made
 * for that work here too. Callers' numbers are masked, as in the journal. Pure functions.
 */
public final class QueueLog {

  /** The lines that are needed. */
  public static final Set<String> KINDS = QueueLogReader.KINDS;

  /** Stands where there is no call, no skill group or no operator. */
  public static final String NONE = "NONE";

  private QueueLog() {}

  /**
   * One line.
   *
   * @param call the identifier, or {@code NONE}
   * @param queue the skill group
   * @param agent the operator, or {@code NONE}
   * @param data whatever the event has to say
   */
  public record Row(
      Instant at, String call, String queue, String agent, String event, List<String> data) {

    /** In order of time; what happened at once stays as it came. */
    public static final Comparator<Row> BY_TIME = Comparator.comparing(Row::at);

    public Row {
      data = List.copyOf(data);
    }

    /** As it stands in the file, without the end of the line. */
    public String text() {
      List<String> cells = new ArrayList<>();
      cells.add(Long.toString(at.getEpochSecond()));
      cells.addAll(List.of(call, queue, agent, event));
      if (data.isEmpty()) {
        cells.add(""); // Asterisk ends the line with a stroke then
      }
      cells.addAll(data);
      return String.join("|", cells.stream().map(Row::clean).toList());
    }

    /** A reason is a person's words: it must not look like another field or another line. */
    private static String clean(String cell) {
      return cell.replaceAll("[|\\p{Cntrl}]", " ");
    }
  }

  /** What happened to calls, each in its order. */
  public static List<Row> ofCalls(List<Line> lines) {
    Map<CallId, QueueLogReader> readers = new LinkedHashMap<>();
    lines.forEach(line -> readers.computeIfAbsent(line.call(), QueueLogReader::new).take(line));
    return readers.values().stream().flatMap(reader -> reader.rows().stream()).toList();
  }

  /**
   * Operators who came and went, paused and returned.
   *
   * @param changes in order; those before {@code from} only say what was then
   * @param groups of an operator, as configured now: of earlier ones nothing is known
   */
  public static List<Row> ofOperators(
      List<Change> changes, Instant from, Function<OperatorId, List<String>> groups) {
    Map<OperatorId, String> before = new HashMap<>();
    List<Row> rows = new ArrayList<>();
    for (Change change : changes) {
      String was = before.getOrDefault(change.operator(), "offline");
      before.put(change.operator(), change.state());
      if (!change.since().isBefore(from)) {
        for (String group : groups.apply(change.operator())) {
          rows.addAll(change(was, change, group));
        }
      }
    }
    return rows;
  }

  private static List<Row> change(String was, Change change, String group) {
    boolean wasHere = !was.equals("offline");
    boolean wasPaused = was.equals("paused");
    boolean here = !change.state().equals("offline");
    boolean paused = change.state().equals("paused");
    List<Row> rows = new ArrayList<>();
    if (here && !wasHere) {
      rows.add(row(change, group, "ADDMEMBER", paused ? List.of("PAUSED") : List.of()));
    }
    if (paused) {
      rows.add(row(change, group, "PAUSE", List.of(change.reason())));
    }
    if (wasPaused && !paused) {
      rows.add(row(change, group, "UNPAUSE", List.of()));
    }
    if (wasHere && !here) {
      rows.add(row(change, group, "REMOVEMEMBER", List.of()));
    }
    return rows;
  }

  private static Row row(Change change, String group, String event, List<String> data) {
    return new Row(change.since(), NONE, group, change.operator().value(), event, data);
  }
}
