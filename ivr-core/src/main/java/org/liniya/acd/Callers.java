package org.liniya.acd;

import java.util.Locale;
import java.util.Optional;
import org.liniya.acd.AcdEvent.CallEntered;
import org.liniya.acd.AcdEvent.WhenNobody;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal.WaitingEnded;

/** Callers who come, are refused, and leave. Owned by {@link Acd}; not thread-safe. */
final class Callers {

  private final Turn turn;
  private final Queues queues;
  private final Desks desks;
  private final Offers offers;
  private final Talks talks;
  private final Candidates candidates;
  private final Overflows overflows;

  Callers(
      Turn turn,
      Queues queues,
      Desks desks,
      Offers offers,
      Talks talks,
      Candidates candidates,
      Overflows overflows) {
    this.turn = turn;
    this.queues = queues;
    this.desks = desks;
    this.offers = offers;
    this.talks = talks;
    this.candidates = candidates;
    this.overflows = overflows;
  }

  void enter(CallEntered entered) {
    Optional<QueuedCall> before = queues.waiting(entered.call());
    if (before.filter(call -> call.group().equals(entered.group())).isPresent()) {
      return;
    }
    leave(entered.call(), "entered " + entered.group());
    QueuedCall call =
        new QueuedCall(
            entered.call(),
            entered.group(),
            entered.language(),
            entered.arrived().minus(entered.headStart()),
            turn.now());
    Optional<WaitingEnded.Reason> refusal = refusal(call, entered.whenNobody());
    if (refusal.isPresent()) {
      giveBack(call.call(), refusal.get());
      return;
    }
    queues.add(call, entered.lastServed());
    overflows.begin(call);
    String place = "place " + queues.of(call).waiting().place(call);
    turn.journal(
        call.call(), new JournalEvent.Queued(call.group(), entered.headStart().toMillis(), place));
  }

  /** The call wants this operator: rung at once, if the operator is ready. */
  void direct(AcdEvent.CallDirected asked) {
    if (offers.direct(asked.call()).isPresent()) {
      turn.add(new AcdEffect.EndDirect(asked.call(), asked.operator(), EndCause.BUSY));
      return;
    }
    if (offers.servedBy(asked.call()).filter(this::isTalk).isEmpty()) {
      leave(asked.call(), "asked for " + asked.operator().value());
    }
    QueuedCall call =
        new QueuedCall(asked.call(), asked.group(), asked.language(), turn.now(), turn.now());
    Optional<Desk> desk = desks.find(asked.operator());
    if (desk.isPresent() && desk.get().state() instanceof Ready ready) {
      offers.makeDirect(call, desk.get(), ready);
    } else {
      boolean away = desk.map(Desk::state).filter(s -> !(s instanceof Offline)).isEmpty();
      EndCause cause = away ? EndCause.UNREACHABLE : EndCause.BUSY;
      turn.add(new AcdEffect.EndDirect(asked.call(), asked.operator(), cause));
    }
  }

  /** An operator comes to the call from another one: it wants nobody else. */
  void moved(AcdEvent.OfferMoved moved) {
    if (talks.canMove(moved)) {
      offers.direct(moved.call()).ifPresent(this::abandon);
      if (offers.servedBy(moved.call()).filter(this::isTalk).isEmpty()) {
        leave(moved.call(), "passed on");
      }
    }
    talks.moved(moved);
  }

  private boolean isTalk(Offer offer) {
    return desks.stateOf(offer) instanceof Talking;
  }

  void leaveDirect(CallId call, OperatorId operator) {
    offers.direct(call).filter(offer -> offer.operator().equals(operator)).ifPresent(this::abandon);
  }

  private Optional<WaitingEnded.Reason> refusal(QueuedCall call, WhenNobody whenNobody) {
    Optional<GroupQueue> found = queues.find(call.group());
    if (queues.leaving().leaves(call.group())) {
      return Optional.of(WaitingEnded.Reason.CLOSED);
    }
    if (found.isEmpty()) {
      return Optional.of(WaitingEnded.Reason.FAULT);
    }
    GroupQueue queue = found.get();
    if (whenNobody == WhenNobody.REFUSE && !candidates.anyoneFor(call)) {
      return Optional.of(WaitingEnded.Reason.NOBODY);
    }
    // Whoever can be served at once does not lengthen the queue.
    return queue.full() && candidates.operatorFor(call, 0).isEmpty()
        ? Optional.of(WaitingEnded.Reason.FULL)
        : Optional.empty();
  }

  /** The waiting is over without an operator. */
  private void giveBack(CallId call, WaitingEnded.Reason reason) {
    String word = reason.name().toLowerCase(Locale.ROOT);
    turn.journal(call, new JournalEvent.WaitingEnded(word));
    turn.add(new AcdEffect.EndWaiting(call, reason));
  }

  /** The call is gone, wherever it stood. */
  void leave(CallId call, String reason) {
    offers.direct(call).ifPresent(this::abandon);
    offers.servedBy(call).ifPresent(this::abandon);
    offers.rungFor(call).forEach(this::abandon);
    queues
        .waiting(call)
        .ifPresent(
            queued -> {
              queues.remove(queued);
              turn.journal(call, new JournalEvent.WaitingEnded(reason));
            });
  }

  private void abandon(Offer offer) {
    if (!withdraw(offer)) {
      talks.hangUp(offer, EndCause.NORMAL);
    }
  }

  /** Withdraws an offer that rings, as its call wants it; false when it is answered. */
  private boolean withdraw(Offer offer) {
    if (desks.stateOf(offer) instanceof Ringing rings) {
      offers.withdraw(offer, rings.withdrawn(turn.now()));
      return true;
    }
    return false;
  }

  /** The caller's side of a talk is over, or says so before the answer has been noticed there. */
  void leftTalk(OfferId id, EndCause cause) {
    offers.find(id).ifPresent(offer -> leftTalk(offer, cause));
  }

  private void leftTalk(Offer offer, EndCause cause) {
    if (desks.stateOf(offer) instanceof Ringing && offer.queued()) {
      leave(offer.call().call(), "caller-left");
    } else if (!withdraw(offer)) {
      talks.hangUp(offer, cause);
    }
  }

  /** Gives back the callers of a group that is no more; talks go on. */
  void closeGroup(GroupQueue queue) {
    for (QueuedCall call : queue.waiting().all()) {
      offers.rungFor(call.call()).forEach(this::withdraw);
      queues.remove(call);
      giveBack(call.call(), WaitingEnded.Reason.CLOSED);
    }
    queues.drop(queue); // again, when it was not empty
  }
}
