package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.liniya.call.OperatorId;

/**
 * The rule of who serves whom: the call that has waited longest by rank gets the operator who comes
 * first in the group's order. Pure functions, for any thread.
 *
 * <p>The cases for a call that looks for an operator among those of one {@link Tier}:
 *
 * <ul>
 *   <li><b>nobody ready</b>: no operator of the tier is ready;
 *   <li><b>all cooling down</b>: those who are ready have just had an offer that failed;
 *   <li><b>nobody speaks the language</b>: none of the others does;
 *   <li><b>nobody is good enough</b>: none of them has the level;
 *   <li><b>only one</b>: exactly one is left;
 *   <li><b>longest idle, most skilled, fewest calls, next in turn</b>: the first of several in the
 *       group's {@link RingStrategy.Order}.
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
final class OfferRule {

  private OfferRule() {}

  /** Whom the rule names, and why: {@code reason} is for the journal and for supervisors. */
  record Choice(OperatorId operator, String reason) {
    Choice because(String why) {
      return new Choice(operator, why + ": " + reason);
    }
  }

  /**
   * The operator for a waiting call.
   *
   * @param ready the ready operators of the tier's group, those in cool-down and of lower levels
   *     included, in any number of collections, each in the given order. The number in the reason
   *     counts them all
   * @param level the least
   * @return empty in the first four cases
   */
  static Optional<Choice> operatorFor(
      QueuedCall call,
      Collection<? extends Collection<ReadyOperator>> ready,
      RingStrategy.Order order,
      int level,
      Instant now) {
    // The first two of each collection decide who it is and whether there was a choice at all.
    List<ReadyOperator> candidates =
        ready.stream()
            .flatMap(
                operators ->
                    operators.stream()
                        .filter(operator -> operator.offerable(now))
                        .filter(operator -> operator.speaks(call.language()))
                        .filter(operator -> operator.level() >= level)
                        .limit(2))
            .sorted(order.comparator())
            .toList();
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    ReadyOperator best = candidates.getFirst();
    String reason =
        candidates.size() == 1
            ? "only one ready, idle " + idleSeconds(best, now) + "s"
            : reason(best, order, count(ready), now);
    return Optional.of(new Choice(best.id(), reason));
  }

  private static String reason(
      ReadyOperator best, RingStrategy.Order order, int ready, Instant now) {
    String of = " of " + ready + " ready, ";
    String idle = idleSeconds(best, now) + "s";
    return switch (order) {
      case LONGEST_IDLE -> "longest idle" + of + idle;
      case MOST_SKILLED -> "most skilled" + of + "level " + best.level() + ", idle " + idle;
      case FEWEST_CALLS -> "fewest calls" + of + best.talks() + ", idle " + idle;
      case ROUND_ROBIN -> "next in turn" + of + "idle " + idle;
    };
  }

  private static long idleSeconds(ReadyOperator operator, Instant now) {
    return Duration.between(operator.idleSince(), now).toSeconds();
  }

  /**
   * The call for a ready operator.
   *
   * @param waiting the calls that the operator may serve and that have no offer in flight, in any
   *     number of collections, each in order of rank
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
