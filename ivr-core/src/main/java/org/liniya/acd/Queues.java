package org.liniya.acd;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;

/**
 * The skill groups and the calls that wait in them, ringing or not. A call waits in one group at
 * most. Owned by {@link Acd}; not thread-safe.
 */
final class Queues {

  private final Turn turn;
  private final Map<String, GroupQueue> groups = new TreeMap<>();
  private final Map<CallId, QueuedCall> waiting = new HashMap<>();
  private final ReservedCalls reserved = new ReservedCalls();
  private final LeavingGroups leaving = new LeavingGroups();

  /** Whose callers the operators of a group may ever serve: their own, and those that flow over. */
  private final Map<String, Set<GroupQueue>> servedFrom = new HashMap<>();

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

  /** How a call stands that waits. */
  Waiter waiter(QueuedCall call) {
    return of(call).waiter(call);
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
    servedFrom.values().forEach(queues -> queues.remove(queue));
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

  /**
   * @param preferred who last served its ticket
   */
  void add(QueuedCall call, Optional<OperatorId> preferred) {
    waiting.put(call.call(), call);
    of(call).add(call, preferred);
    turn.freed(call);
    turn.queueChanged(call.group());
  }

  void remove(QueuedCall call) {
    stand(call, Waiter.OFFERED);
    waiting.remove(call.call());
    GroupQueue queue = of(call);
    queue.remove(call);
    turn.queueChanged(call.group());
    if (leaving.leaves(call.group()) && queue.waiting().size() == 0) {
      drop(queue);
    }
  }

  void offered(QueuedCall call) {
    stand(call, Waiter.OFFERED);
  }

  /** Its offers came to nothing: it keeps its rank and looks for the next operator. */
  void offerable(QueuedCall call) {
    stand(call, Waiter.OPEN);
    turn.freed(call);
    turn.queueChanged(call.group());
  }

  /** Another thing is done for the call from now on. */
  void stand(QueuedCall call, Waiter.Standing next) {
    GroupQueue queue = of(call);
    Waiter waiter = queue.waiter(call);
    if (waiter.standing() instanceof Waiter.Standing.Reserved before) {
      reserved.remove(before.operator(), call);
    }
    queue.stand(waiter, next);
    if (next instanceof Waiter.Standing.Reserved now) {
      reserved.add(now.operator(), call);
    }
  }

  /** The calls that wait for this operator alone. */
  NavigableSet<QueuedCall> reservedFor(OperatorId operator) {
    return reserved.of(operator);
  }

  /** Whether the call still waits, as the same entry, and without an offer in flight. */
  boolean isUnoffered(QueuedCall call) {
    return call.equals(waiting.get(call.call())) && of(call).isUnoffered(call);
  }

  /** Whether the call still waits for anyone who may serve it. */
  boolean isOpen(QueuedCall call) {
    return isUnoffered(call) && waiter(call).standing() instanceof Waiter.Standing.Open;
  }

  /** After a change of the configuration any pair may be new. */
  void freeAll() {
    groups.values().stream().flatMap(q -> q.unoffered().stream()).forEach(turn::freed);
  }

  /** Builds the operators' indexes anew. */
  void reindex(List<Desk> desks) {
    groups.values().forEach(queue -> queue.staff().clear(queue.staff().order()));
    desks.forEach(this::index);
    servedFrom.clear();
    for (GroupQueue queue : groups.values()) {
      for (String group : queue.widening().everAdmitted()) {
        servedFrom.computeIfAbsent(group, _ -> new LinkedHashSet<>()).add(queue);
      }
    }
  }

  /** An operator's state has changed. */
  void index(Desk desk) {
    skills(desk.profile())
        .forEach(
            group ->
                find(group).ifPresent(q -> q.staff().update(desk, level(desk.profile(), group))));
  }

  /** The queues whose callers the operator may ever serve. */
  Stream<GroupQueue> everServedBy(OperatorProfile profile) {
    return skills(profile)
        .flatMap(group -> servedFrom.getOrDefault(group, Set.of()).stream())
        .distinct();
  }

  private Stream<String> skills(OperatorProfile profile) {
    return Stream.concat(profile.skills().stream(), leaving.of(profile.id()).stream()).distinct();
  }

  /** How good an operator is in a group; less than any level when they do not serve it at all. */
  int level(OperatorProfile profile, String group) {
    return groups.containsKey(group)
        ? profile.levels().getOrDefault(group, leaving.level(group, profile.id()))
        : LeavingGroups.NO_LEVEL;
  }

  /** Whether the operator may serve a call that waits: the skills and the language are there. */
  boolean admits(OperatorProfile profile, QueuedCall call) {
    GroupQueue queue = of(call);
    boolean speaks =
        profile.languages().isEmpty() || profile.languages().contains(call.language().tag());
    return speaks
        && queue.widening().admits(group -> level(profile, group), queue.waiter(call).stage());
  }
}
