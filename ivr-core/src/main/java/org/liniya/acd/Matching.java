package org.liniya.acd;

import java.util.Optional;
import java.util.PriorityQueue;
import org.liniya.call.OperatorId;

/**
 * Makes offers until no call that waits without one could be served by a ready operator. Only what
 * the event has freed can make a new pair: the others were matched before. The rule itself is
 * {@link LongestIdle}. Owned by {@link Acd}; not thread-safe.
 */
final class Matching {

  /**
   * A call that might be served now; the lowest rank goes first.
   *
   * @param by the freed operator whose best call this was when it was proposed
   */
  private record Proposal(QueuedCall call, Optional<OperatorId> by)
      implements Comparable<Proposal> {
    @Override
    public int compareTo(Proposal other) {
      return call.compareTo(other.call);
    }
  }

  private final Turn turn;
  private final Queues queues;
  private final Desks desks;
  private final Offers offers;

  Matching(Turn turn, Queues queues, Desks desks, Offers offers) {
    this.turn = turn;
    this.queues = queues;
    this.desks = desks;
    this.offers = offers;
  }

  /**
   * Matching only uses up calls and operators. So a call that finds nobody stays without an offer,
   * and an operator whose call went to another proposes one that is no earlier.
   */
  void run() {
    PriorityQueue<Proposal> proposals = new PriorityQueue<>();
    turn.freedCalls().forEach(call -> proposals.add(new Proposal(call, Optional.empty())));
    turn.freedOperators().forEach(operator -> propose(operator, proposals));
    while (!proposals.isEmpty()) {
      Proposal first = proposals.remove();
      if (!queues.isUnoffered(first.call()) || offer(first.call())) {
        first.by().ifPresent(operator -> propose(operator, proposals));
      }
    }
  }

  private boolean offer(QueuedCall call) {
    Optional<LongestIdle.Choice> choice = queues.of(call).operatorFor(call, turn.now());
    choice.ifPresent(operator -> offers.make(call, operator));
    return choice.isPresent();
  }

  private void propose(OperatorId operator, PriorityQueue<Proposal> proposals) {
    desks
        .find(operator)
        .flatMap(this::callFor)
        .ifPresent(call -> proposals.add(new Proposal(call, Optional.of(operator))));
  }

  private Optional<QueuedCall> callFor(Desk desk) {
    return desk.state() instanceof Ready ready
        ? queues.callFor(desk.profile(), desk.asReady(ready), turn.now())
        : Optional.empty();
  }
}
