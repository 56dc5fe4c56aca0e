package org.liniya.explain;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.liniya.port.JournalLines.Line;

/**
 * Holds the decisions in a call's journal against those that the queues make when they are told the
 * same again. Immutable.
 */
public sealed interface ReplayCheck {

  /** The lines that the queues alone write. */
  Set<String> DECISIONS =
      Set.of(
          "queued",
          "waiting-ended",
          "reserved",
          "reservation-ended",
          "offered",
          "offer-ended",
          "operator-paused",
          "bridged",
          "operator-left");

  /** Every decision is the same, with the same reason and time. */
  record Identical(int decisions) implements ReplayCheck {}

  /**
   * The first difference.
   *
   * @param number of the decision, 1 being the first
   * @param journal what stands in the journal; empty when nothing does
   * @param replayed what is decided now; empty when nothing is
   */
  record Differs(int number, String journal, String replayed) implements ReplayCheck {}

  /** What the queues were told is not kept whole. */
  record NotKept(String why) implements ReplayCheck {}

  /**
   * Compares.
   *
   * @param journal of the call; lines of other kinds do not count
   * @param replayed the same call's decisions when all is gone through again
   */
  static ReplayCheck of(List<Line> journal, List<Line> replayed) {
    List<String> before = decisions(journal);
    List<String> again = decisions(replayed);
    for (int i = 0; i < Math.max(before.size(), again.size()); i++) {
      String was = i < before.size() ? before.get(i) : "";
      String is = i < again.size() ? again.get(i) : "";
      if (!was.equals(is)) {
        return new Differs(i + 1, was, is);
      }
    }
    return new Identical(before.size());
  }

  private static List<String> decisions(List<Line> lines) {
    return lines.stream()
        .filter(line -> DECISIONS.contains(line.kind()))
        .map(ReplayCheck::text)
        .toList();
  }

  private static String text(Line line) {
    Map<String, String> fields = new TreeMap<>(line.fields());
    return line.at()
        + " "
        + line.kind()
        + fields.entrySet().stream()
            .map(field -> " " + field.getKey() + "=" + field.getValue())
            .collect(Collectors.joining());
  }
}
