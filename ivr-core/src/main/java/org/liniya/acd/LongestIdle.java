package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import org.liniya.call.OperatorId;

/**
 * The rule of who serves whom: the call that has waited longest by rank gets the operator who has
 * been idle longest. Pure functions, for any thread.
 *
 * <p>The cases for an operator:
 *
 * <ul>
 *   <li><b>nobody ready</b>: no operator of the group is ready;
 *   <li><b>all cooling down</b>: those who are ready have just had an offer that failed;
 *   <li><b>nobody speaks the language</b>: none of the others does;
 *   <li><b>only one</b>: exactly one is left;
 *   <li><b>longest idle</b>: the one who has been idle longest of several, ties by id.
 * </ul>
 */
final class LongestIdle {

  private LongestIdle() {}

  /** Whom the rule names, and why: {@code reason} is for the journal and for supervisors. */
  record Choice(OperatorId operator, String reason) {}

  /**
   * The operator for a waiting call.
   *
   * @param ready the ready operators of the call's group, those in cool-down included, any order
   * @return empty in the first three cases
   */
  static Optional<Choice> operatorFor(
      QueuedCall call, Collection<ReadyOperator> ready, Instant now) {
    Optional<ReadyOperator> best = Optional.empty();
    int count = 0;
    for (ReadyOperator operator : ready) {
      if (!operator.offerable(now) || !operator.speaks(call.language())) {
        continue;
      }
      count++;
      if (best.isEmpty() || ReadyOperator.BY_IDLE_TIME.compare(operator, best.get()) < 0) {
        best = Optional.of(operator);
      }
    }
    int candidates = count;
    return best.map(operator -> new Choice(operator.id(), reason(operator, candidates, now)));
  }

  /**
   * The call for a ready operator: the first of the waiting calls, over all groups of the operator,
   * whose language the operator speaks.
   *
   * @param waiting the calls of each of the operator's groups that have no offer in flight, in
   *     order of rank
   */
  static Optional<QueuedCall> callFor(
      ReadyOperator operator, Collection<? extends Iterable<QueuedCall>> waiting, Instant now) {
    if (!operator.offerable(now)) {
      return Optional.empty();
    }
    Optional<QueuedCall> best = Optional.empty();
    for (Iterable<QueuedCall> group : waiting) {
      Optional<QueuedCall> first = firstSpoken(operator, group.iterator());
      if (first.isPresent() && (best.isEmpty() || first.get().compareTo(best.get()) < 0)) {
        best = first;
      }
    }
    return best;
  }

  private static Optional<QueuedCall> firstSpoken(
      ReadyOperator operator, Iterator<QueuedCall> calls) {
    while (calls.hasNext()) {
      QueuedCall call = calls.next();
      if (operator.speaks(call.language())) {
        return Optional.of(call);
      }
    }
    return Optional.empty();
  }

  private static String reason(ReadyOperator operator, int candidates, Instant now) {
    long idleSeconds = Duration.between(operator.idleSince(), now).toSeconds();
    return candidates == 1
        ? "only one ready, idle " + idleSeconds + "s"
        : "longest idle of " + candidates + " ready, " + idleSeconds + "s";
  }
}
