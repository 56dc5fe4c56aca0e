package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.liniya.call.OperatorId;

/**
 * The rule of who serves whom: the call that has waited longest by rank gets the operator who has
 * been idle longest. Pure functions, for any thread.
 *
 * <p>The cases for a call that looks for an operator:
 *
 * <ul>
 *   <li><b>nobody ready</b>: no operator of the group is ready;
 *   <li><b>all cooling down</b>: those who are ready have just had an offer that failed;
 *   <li><b>nobody speaks the language</b>: none of the others does;
 *   <li><b>only one</b>: exactly one is left;
 *   <li><b>longest idle</b>: the one who has been idle longest of several, ties by id.
 * </ul>
 *
 * <p>The cases for an operator who looks for a call:
 *
 * <ul>
 *   <li><b>cooling down</b>: the operator is left alone;
 *   <li><b>nobody to serve</b>: no call waits whose language the operator speaks;
 *   <li><b>lowest rank</b>: the first by rank over all groups of the operator, ties by call id.
 * </ul>
 */
final class LongestIdle {

  private LongestIdle() {}

  /** Whom the rule names, and why: {@code reason} is for the journal and for supervisors. */
  record Choice(OperatorId operator, String reason) {}

  /**
   * The operator for a waiting call.
   *
   * @param ready the ready operators of the call's group, those in cool-down included, in any
   *     number of collections, each in order of {@link ReadyOperator#BY_IDLE_TIME}. The number in
   *     the reason counts them all
   * @return empty in the first three cases
   */
  static Optional<Choice> operatorFor(
      QueuedCall call, Collection<? extends Collection<ReadyOperator>> ready, Instant now) {
    // The first two of each collection decide who it is and whether there was a choice at all.
    List<ReadyOperator> candidates =
        ready.stream()
            .flatMap(
                operators ->
                    operators.stream()
                        .filter(operator -> operator.offerable(now))
                        .filter(operator -> operator.speaks(call.language()))
                        .limit(2))
            .sorted(ReadyOperator.BY_IDLE_TIME)
            .toList();
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    ReadyOperator best = candidates.getFirst();
    long idleSeconds = Duration.between(best.idleSince(), now).toSeconds();
    String reason =
        candidates.size() == 1
            ? "only one ready, idle " + idleSeconds + "s"
            : "longest idle of " + count(ready) + " ready, " + idleSeconds + "s";
    return Optional.of(new Choice(best.id(), reason));
  }

  /**
   * The call for a ready operator.
   *
   * @param waiting the calls of the operator's groups that have no offer in flight, in any number
   *     of collections, each in order of rank
   * @return empty in the first two cases
   */
  static Optional<QueuedCall> callFor(
      ReadyOperator operator, Collection<? extends Collection<QueuedCall>> waiting, Instant now) {
    if (!operator.offerable(now)) {
      return Optional.empty();
    }
    return waiting.stream()
        .flatMap(calls -> calls.stream().filter(call -> operator.speaks(call.language())).limit(1))
        .min(QueuedCall::compareTo);
  }

  private static int count(Collection<? extends Collection<ReadyOperator>> ready) {
    return ready.stream().mapToInt(Collection::size).sum();
  }
}
