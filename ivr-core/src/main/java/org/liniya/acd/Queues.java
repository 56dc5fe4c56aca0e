package org.liniya.acd;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.liniya.call.CallId;

/**
 * The skill groups and the calls that wait in them, ringing or not. A call waits in one group at
 * most. Owned by {@link Acd}; not thread-safe.
 */
final class Queues {

  private final Turn turn;
  private final Map<String, GroupQueue> groups = new TreeMap<>();
  private final Map<CallId, QueuedCall> waiting = new HashMap<>();
  private final LeavingGroups leaving = new LeavingGroups();

  Queues(Turn turn) {
    this.turn = turn;
  }

  /** By name. */
  Collection<GroupQueue> all() {
    return groups.values();
  }

  Optional<GroupQueue> find(String group) {
    return Optional.ofNullable(groups.get(group));
  }

  /** The queue of a call that waits. */
  GroupQueue of(QueuedCall call) {
    return Objects.requireNonNull(groups.get(call.group()), "a call in an unknown group");
  }

  void configure(SkillGroup group) {
    leaving.stay(group.name());
    groups.computeIfAbsent(group.name(), _ -> new GroupQueue(group)).configure(group);
  }

  /** Groups that are configured no more, whether anyone waits there still or not. */
  LeavingGroups leaving() {
    return leaving;
  }

  void drop(GroupQueue queue) {
    groups.remove(queue.group().name());
    leaving.empty(queue.group().name());
  }

  Optional<QueuedCall> waiting(CallId call) {
    return Optional.ofNullable(waiting.get(call));
  }

  /** 1 is next; empty when the call does not wait. */
  Optional<Integer> place(CallId call) {
    return waiting(call).map(queued -> of(queued).waiting().place(queued));
  }

  /** A line about the call's place, for the journal. */
  String standing(QueuedCall call) {
    RankedCalls queue = of(call).waiting();
    return "place " + queue.place(call) + " of " + queue.size() + " in " + call.group();
  }

  void add(QueuedCall call) {
    waiting.put(call.call(), call);
    of(call).add(call);
    turn.freed(call);
    turn.queueChanged(call.group());
  }

  void remove(QueuedCall call) {
    waiting.remove(call.call());
    GroupQueue queue = of(call);
    queue.remove(call);
    turn.queueChanged(call.group());
    if (leaving.leaves(call.group()) && queue.waiting().size() == 0) {
      drop(queue);
    }
  }

  void offered(QueuedCall call) {
    of(call).offered(call);
  }

  /** Its offer came to nothing: it keeps its rank and looks for the next operator. */
  void offerable(QueuedCall call) {
    of(call).offerable(call);
    turn.freed(call);
    turn.queueChanged(call.group());
  }

  /** Whether the call still waits, as the same entry, and without an offer in flight. */
  boolean isUnoffered(QueuedCall call) {
    return call.equals(waiting.get(call.call())) && of(call).isUnoffered(call);
  }

  /** The call that an operator is to be offered next. */
  Optional<QueuedCall> callFor(OperatorProfile profile, ReadyOperator operator, Instant now) {
    List<NavigableSet<QueuedCall>> calls =
        servedBy(profile).flatMap(queue -> queue.unofferedFor(operator)).toList();
    return LongestIdle.callFor(operator, calls, now);
  }

  /** After a change of the configuration any pair may be new. */
  void freeAll() {
    groups.values().stream().flatMap(GroupQueue::unoffered).forEach(turn::freed);
  }

  /** Builds the operators' indexes anew. */
  void reindex(List<Desk> desks) {
    groups.values().forEach(queue -> queue.staff().clear());
    desks.forEach(this::index);
  }

  /** An operator's state has changed. */
  void index(Desk desk) {
    servedBy(desk.profile()).forEach(queue -> queue.staff().update(desk));
  }

  private Stream<GroupQueue> servedBy(OperatorProfile profile) {
    return Stream.concat(profile.skills().stream(), leaving.of(profile.id()).stream())
        .distinct()
        .map(groups::get)
        .filter(Objects::nonNull);
  }
}
