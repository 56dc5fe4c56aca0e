package org.liniya.acd;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.liniya.call.CallId;

/**
 * Lets calls flow over to further operators as {@link Overflow} says, and back. Owned by {@link
 * Acd}; not thread-safe.
 */
final class Overflows {

  private final Turn turn;
  private final Queues queues;
  private final Deadlines deadlines;

  /** By group; only of those that a configuration has named. */
  private final Map<String, Duration> estimates = new HashMap<>();

  Overflows(Turn turn, Queues queues, Deadlines deadlines) {
    this.turn = turn;
    this.queues = queues;
    this.deadlines = deadlines;
  }

  /** What a further caller of a group has to expect; until it is told again, whoever waits. */
  void estimated(String group, Duration expected) {
    estimates.put(group, expected);
  }

  private Duration estimate(GroupQueue queue) {
    return estimates.getOrDefault(queue.group().name(), Duration.ZERO);
  }

  /** The groups with a rule that asks for an estimate. */
  List<String> estimating() {
    return queues.all().stream()
        .map(GroupQueue::group)
        .filter(
            group ->
                group.routing().overflow().stream()
                    .anyMatch(rule -> rule.when() instanceof Overflow.EstimateAbove))
        .map(SkillGroup::name)
        .toList();
  }

  /** A call has entered its group, or its group has other rules. */
  void begin(QueuedCall call) {
    GroupQueue queue = queues.of(call);
    queue.moveTo(queue.waiter(call), queue.widening().stage(call.entered(), turn.now()));
    for (Duration wait : queue.widening().waitsAfter(queue.waiter(call).stage())) {
      deadlines.wakeAt(call.entered().plus(wait), new WakeKey.OverflowDue(call.call()));
    }
  }

  /** The call may have waited long enough for another stage, if it waits there still. */
  void due(CallId call) {
    queues.waiting(call).ifPresent(this::due);
  }

  private void due(QueuedCall call) {
    GroupQueue queue = queues.of(call);
    Waiter waiter = queue.waiter(call);
    int stage = queue.widening().stage(call.entered(), turn.now());
    if (stage > waiter.stage()) {
      queue.moveTo(waiter, stage);
      turn.freed(call);
    }
  }

  /** Groups may have other rules, and calls that wait for them. */
  void configured() {
    queues.all().forEach(queue -> queue.waiting().all().forEach(this::begin));
  }

  /** Takes in how long the queues are and who is logged in, before the matching. */
  void refresh() {
    for (GroupQueue queue : queues.all()) {
      if (queue
          .widening()
          .refresh(queue.waiting().size(), queue.staff().loggedInCount(), estimate(queue))) {
        queue.unoffered().forEach(turn::freed);
      }
    }
  }
}
