package org.liniya.acd;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.liniya.call.OperatorId;

/**
 * The calls that wait for one operator each, in order of rank. Owned by {@link Queues}; not
 * thread-safe.
 */
final class ReservedCalls {

  private final Map<OperatorId, NavigableSet<QueuedCall>> calls = new HashMap<>();

  void add(OperatorId operator, QueuedCall call) {
    calls.computeIfAbsent(operator, _ -> new TreeSet<>()).add(call);
  }

  void remove(OperatorId operator, QueuedCall call) {
    NavigableSet<QueuedCall> reserved = of(operator);
    reserved.remove(call);
    if (reserved.isEmpty()) {
      calls.remove(operator);
    }
  }

  NavigableSet<QueuedCall> of(OperatorId operator) {
    return calls.getOrDefault(operator, Collections.emptyNavigableSet());
  }
}
