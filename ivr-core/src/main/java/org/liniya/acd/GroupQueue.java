package org.liniya.acd;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;

/**
 * One skill group: its waiting calls and its ready operators, indexed for matching. Owned by {@link
 * Acd}; not thread-safe.
 */
final class GroupQueue {

  private SkillGroup group;
  private final NavigableSet<QueuedCall> waiting = new TreeSet<>();

  /** Of those waiting, the ones without an offer in flight. */
  private final NavigableSet<QueuedCall> unoffered = new TreeSet<>();

  private final Map<OperatorId, ReadyOperator> ready = new TreeMap<>();
  private final Map<CallId, Integer> toldPlaces = new HashMap<>();

  GroupQueue(SkillGroup group) {
    this.group = group;
  }

  SkillGroup group() {
    return group;
  }

  void configure(SkillGroup changed) {
    group = changed;
  }

  void add(QueuedCall call) {
    waiting.add(call);
    unoffered.add(call);
  }

  void remove(QueuedCall call) {
    waiting.remove(call);
    unoffered.remove(call);
    toldPlaces.remove(call.call());
  }

  void offered(QueuedCall call) {
    unoffered.remove(call);
  }

  void offerFailed(QueuedCall call) {
    unoffered.add(call);
  }

  NavigableSet<QueuedCall> waiting() {
    return waiting;
  }

  NavigableSet<QueuedCall> unoffered() {
    return unoffered;
  }

  boolean full() {
    return waiting.size() >= group.maxWaiting();
  }

  Collection<ReadyOperator> ready() {
    return ready.values();
  }

  void ready(ReadyOperator operator) {
    ready.put(operator.id(), operator);
  }

  void notReady(OperatorId operator) {
    ready.remove(operator);
  }

  int place(QueuedCall call) {
    return waiting.headSet(call, true).size();
  }

  /**
   * The places to be told since they were last asked for. A call whose operator's telephone rings
   * counts for those behind it, but is not told its own place.
   */
  List<AcdEffect> changedPlaces() {
    List<AcdEffect> changes = new ArrayList<>();
    int place = 0;
    for (QueuedCall call : waiting) {
      place++;
      if (unoffered.contains(call) && toldPlaces.getOrDefault(call.call(), 0) != place) {
        toldPlaces.put(call.call(), place);
        changes.add(new AcdEffect.TellPlace(call.call(), place));
      }
    }
    return changes;
  }
}
