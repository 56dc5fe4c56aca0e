package org.liniya.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.liniya.call.OperatorId;
import org.liniya.port.OperatorStates.Change;

/** An operator in one state for a while. Immutable. */
public record OperatorSpan(OperatorId operator, String state, Instant from, Instant to) {

  Duration lasted() {
    return Duration.between(from, to);
  }

  /**
   * The spans between changes.
   *
   * @param changes in order
   * @param to until when the last states are known to go on
   */
  public static List<OperatorSpan> of(List<Change> changes, Instant to) {
    List<OperatorSpan> spans = new ArrayList<>();
    Map<OperatorId, Change> last = new HashMap<>();
    for (Change change : changes) {
      Change before = last.put(change.operator(), change);
      if (before != null && before.since().isBefore(change.since())) {
        spans.add(
            new OperatorSpan(change.operator(), before.state(), before.since(), change.since()));
      }
    }
    last.values().stream()
        .filter(change -> change.since().isBefore(to))
        .forEach(
            change ->
                spans.add(new OperatorSpan(change.operator(), change.state(), change.since(), to)));
    return spans;
  }

  /** The part of it in that time; empty in length when there is none. */
  OperatorSpan within(Instant first, Instant last) {
    Instant begin = from.isBefore(first) ? first : from;
    Instant end = to.isAfter(last) ? last : to;
    return new OperatorSpan(operator, state, begin, end.isBefore(begin) ? begin : end);
  }
}
