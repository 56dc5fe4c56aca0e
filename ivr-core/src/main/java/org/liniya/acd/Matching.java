package org.liniya.acd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.liniya.call.OperatorId;

/**
 * Makes offers until no call that waits without one could be served by a ready operator. Only what
 * the event has freed can make a new pair: the others were matched before. The rule itself is
 * {@link OfferRule}. Owned by {@link Acd}; not thread-safe.
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
  private final Candidates candidates;
  private final Reservations reservations;

  /** The calls of this turn for which more than one telephone may ring, in order of rank. */
  private final List<QueuedCall> ringingTogether = new ArrayList<>();

  Matching(
      Turn turn,
      Queues queues,
      Desks desks,
      Offers offers,
      Candidates candidates,
      Reservations reservations) {
    this.turn = turn;
    this.queues = queues;
    this.desks = desks;
    this.offers = offers;
    this.candidates = candidates;
    this.reservations = reservations;
  }

  /**
   * Matching only uses up calls and operators. So a call that finds nobody stays without an offer,
   * and an operator whose call went to another proposes one that is no earlier.
   */
  void run() {
    ringingTogether.clear();
    PriorityQueue<Proposal> proposals = new PriorityQueue<>();
    turn.freedCalls().forEach(call -> proposals.add(new Proposal(call, Optional.empty())));
    turn.freedOperators().forEach(operator -> propose(operator, proposals));
    while (!proposals.isEmpty()) {
      Proposal first = proposals.remove();
      if (queues.isUnoffered(first.call())) {
        settle(first.call());
      }
      if (!queues.isOpen(first.call())) {
        first.by().ifPresent(operator -> propose(operator, proposals));
      }
    }
    // Only now: nobody rings for company while another caller has no telephone at all.
    ringingTogether.forEach(this::ringMore);
  }

  /** Offers the call to whoever served its ticket, or to whom the rule names, or to nobody yet. */
  private void settle(QueuedCall call) {
    Optional<Desk> wanted =
        reservations
            .wanted(call)
            .flatMap(desks::find)
            .filter(desk -> reservations.comes(desk, call));
    if (wanted.filter(this::isOfferable).isPresent()) {
      queues.waiter(call).preferNobody();
      OperatorId operator = wanted.get().profile().id();
      offers.make(call, new OfferRule.Choice(operator, "served this ticket before"));
    } else if (queues.isOpen(call)) {
      candidates
          .operatorFor(call, queues.waiter(call).stage())
          .ifPresent(choice -> offerOrReserve(call, choice, wanted));
    }
  }

  private boolean isOfferable(Desk desk) {
    return desk.state() instanceof Ready ready && !ready.offerableFrom().isAfter(turn.now());
  }

  private void offerOrReserve(QueuedCall call, OfferRule.Choice choice, Optional<Desk> wanted) {
    boolean reserved =
        wanted.isPresent() && reservations.reserve(call, wanted.get().profile().id(), choice);
    if (!reserved) {
      offers.make(call, choice);
      if (atOnce(call) > 1) {
        ringingTogether.add(call);
      }
    }
  }

  private int atOnce(QueuedCall call) {
    return queues.of(call).group().routing().strategy().atOnce();
  }

  private void ringMore(QueuedCall call) {
    for (int ringing = 1; ringing < atOnce(call); ringing++) {
      Optional<OfferRule.Choice> next = candidates.operatorFor(call, queues.waiter(call).stage());
      if (next.isEmpty()) {
        return;
      }
      offers.make(call, next.get().because("rings with " + ringing + " more"));
    }
  }

  private void propose(OperatorId operator, PriorityQueue<Proposal> proposals) {
    desks
        .find(operator)
        .flatMap(this::callFor)
        .ifPresent(call -> proposals.add(new Proposal(call, Optional.of(operator))));
  }

  private Optional<QueuedCall> callFor(Desk desk) {
    return desk.state() instanceof Ready ready ? candidates.callFor(desk, ready) : Optional.empty();
  }
}
