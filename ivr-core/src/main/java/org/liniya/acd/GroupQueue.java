package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

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

  /** Of those waiting, the ones without an offer in flight, by the tag of their language. */
  private final Map<String, NavigableSet<QueuedCall>> unoffered = new TreeMap<>();

  private final GroupStaff staff = new GroupStaff();
  private final ToldPlaces told = new ToldPlaces();

  GroupQueue(SkillGroup group) {
    this.group = group;
  }

  SkillGroup group() {
    return group;
  }

  void configure(SkillGroup changed) {
    group = changed;
  }

  GroupStaff staff() {
    return staff;
  }

  ToldPlaces told() {
    return told;
  }

  RankedCalls waiting() {
    return waiting;
  }

  void add(QueuedCall call) {
    waiting.add(call);
    byEntry.add(call);
    told.joined(call);
    offerable(call);
  }

  void remove(QueuedCall call) {
    waiting.remove(call);
    byEntry.remove(call);
    told.left(call);
    offered(call);
  }

  void offered(QueuedCall call) {
    unofferedIn(call.language().tag()).remove(call);
  }

  void offerable(QueuedCall call) {
    unofferedIn(call.language().tag()).add(call);
  }

  boolean isUnoffered(QueuedCall call) {
    return unofferedIn(call.language().tag()).contains(call);
  }

  /** Every call without an offer in flight, in no order that means anything. */
  Stream<QueuedCall> unoffered() {
    return unoffered.values().stream().flatMap(Collection::stream);
  }

  /** The calls without an offer in flight that the operator can talk to: sets in order of rank. */
  Stream<NavigableSet<QueuedCall>> unofferedFor(ReadyOperator operator) {
    return operator.languages().isEmpty()
        ? unoffered.values().stream()
        : operator.languages().stream().map(this::unofferedIn);
  }

  private NavigableSet<QueuedCall> unofferedIn(String tag) {
    return unoffered.computeIfAbsent(tag, _ -> new TreeSet<>());
  }

  boolean full() {
    return waiting.size() >= group.maxWaiting();
  }

  /** Who is to be offered this call. */
  Optional<LongestIdle.Choice> operatorFor(QueuedCall call, Instant now) {
    return LongestIdle.operatorFor(call, staff.ready(call.language()), now);
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
