package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;

/**
 * One skill group: its waiting calls, indexed for matching, and its operators. Owned by {@link
 * Queues}; not thread-safe.
 */
final class GroupQueue {

  private static final Comparator<QueuedCall> BY_ENTRY =
      Comparator.comparing(QueuedCall::entered).thenComparing(QueuedCall::call);

  private SkillGroup group;
  private final RankedCalls waiting = new RankedCalls();
  private final NavigableSet<QueuedCall> byEntry = new TreeSet<>(BY_ENTRY);
  private final Map<CallId, Waiter> waiters = new HashMap<>();
  private final OpenCalls open = new OpenCalls();
  private final GroupStaff staff;
  private final Widening widening;
  private final ToldPlaces told = new ToldPlaces();

  GroupQueue(SkillGroup group) {
    this.group = group;
    this.staff = new GroupStaff(group.routing().strategy().order());
    this.widening = new Widening(group);
  }

  SkillGroup group() {
    return group;
  }

  /** Leaves the group without staff: in which order they are asked may be another one. */
  void configure(SkillGroup changed) {
    group = changed;
    staff.clear(changed.routing().strategy().order());
    widening.configure(changed);
    for (Waiter waiter : waiters.values()) {
      moveTo(waiter, 0); // as long as nothing else is said: the old stage may be no more
    }
  }

  GroupStaff staff() {
    return staff;
  }

  Widening widening() {
    return widening;
  }

  ToldPlaces told() {
    return told;
  }

  RankedCalls waiting() {
    return waiting;
  }

  void add(QueuedCall call, Optional<OperatorId> preferred) {
    waiting.add(call);
    byEntry.add(call);
    told.joined(call);
    Waiter waiter = new Waiter(call, preferred);
    waiters.put(call.call(), waiter);
    open.add(call, waiter.stage());
  }

  void remove(QueuedCall call) {
    waiting.remove(call);
    byEntry.remove(call);
    told.left(call);
    stand(waiter(call), Waiter.OFFERED);
    waiters.remove(call.call());
  }

  /** How a call stands that waits here. */
  Waiter waiter(QueuedCall call) {
    return Objects.requireNonNull(waiters.get(call.call()), "a call that does not wait here");
  }

  /** Another thing is done for the call from now on. */
  void stand(Waiter waiter, Waiter.Standing next) {
    if (waiter.standing() instanceof Waiter.Standing.Open) {
      open.remove(waiter.call(), waiter.stage());
    }
    waiter.standing(next);
    if (next instanceof Waiter.Standing.Open) {
      open.add(waiter.call(), waiter.stage());
    }
  }

  /** The call may be served by more operators, or by others, from now on. */
  void moveTo(Waiter waiter, int stage) {
    if (waiter.standing() instanceof Waiter.Standing.Open) {
      open.remove(waiter.call(), waiter.stage());
      open.add(waiter.call(), stage);
    }
    waiter.stage(stage);
  }

  OpenCalls open() {
    return open;
  }

  /** The calls for which no telephone rings, reserved ones too. */
  List<QueuedCall> unoffered() {
    return waiting.all().stream().filter(this::isUnoffered).toList();
  }

  /** Whether no telephone rings for a call that waits here. */
  boolean isUnoffered(QueuedCall call) {
    return !(waiter(call).standing() instanceof Waiter.Standing.Offered);
  }

  boolean full() {
    return waiting.size() >= group.maxWaiting();
  }

  /** The wait in this queue; rank, which holds head starts, would be no wait of anyone. */
  Duration longestWait(Instant at) {
    if (byEntry.isEmpty() || byEntry.first().entered().isAfter(at)) {
      return Duration.ZERO;
    }
    return Duration.between(byEntry.first().entered(), at);
  }

  /** The places to tell now, when {@code most} callers at the head are to know theirs. */
  List<AcdEffect> placesToTell(int most) {
    return told.changes(waiting, this::isUnoffered, most);
  }
}
