package org.liniya.acd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.call.OperatorId;

/**
 * The handling of one event: its time, what is to be done, and what the event has made possible.
 * One object, used again for every event; owned by {@link Acd}; not thread-safe.
 */
final class Turn {

  private Instant now = Instant.EPOCH;
  private final List<AcdEffect> effects = new ArrayList<>();

  /** Operators who may be offered a call since this event. */
  private final Set<OperatorId> freedOperators = new HashSet<>();

  /** Calls that may be offered to an operator since this event. */
  private final List<QueuedCall> freedCalls = new ArrayList<>();

  /** Groups whose places are to be looked at, in the order in which they are told. */
  private final Set<String> changedQueues = new TreeSet<>();

  /** Forgets the last event, whatever became of it. Time never goes back. */
  void begin(Instant at) {
    now = at.isAfter(now) ? at : now;
    effects.clear();
    freedOperators.clear();
    freedCalls.clear();
    changedQueues.clear();
  }

  Instant now() {
    return now;
  }

  void add(AcdEffect effect) {
    effects.add(effect);
  }

  void journal(CallId call, JournalEvent.Durable event) {
    effects.add(new AcdEffect.Journal(call, now, event));
  }

  List<AcdEffect> effects() {
    return List.copyOf(effects);
  }

  void freed(OperatorId operator) {
    freedOperators.add(operator);
  }

  void freed(QueuedCall call) {
    freedCalls.add(call);
  }

  Set<OperatorId> freedOperators() {
    return freedOperators;
  }

  List<QueuedCall> freedCalls() {
    return freedCalls;
  }

  void queueChanged(String group) {
    changedQueues.add(group);
  }

  Set<String> changedQueues() {
    return changedQueues;
  }
}
