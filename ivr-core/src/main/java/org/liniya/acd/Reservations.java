package org.liniya.acd;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.call.OperatorId;

/**
 * Calls that wait for the operator who last served their ticket. A call is reserved in the moment
 * in which another operator would get it, once at most, and for a bounded time; it keeps its rank,
 * and those behind it go on. Nothing is reserved for an operator who is paused or away. Owned by
 * {@link Acd}; not thread-safe.
 */
final class Reservations {

  private final Turn turn;
  private final Queues queues;
  private final Deadlines deadlines;

  Reservations(Turn turn, Queues queues, Deadlines deadlines) {
    this.turn = turn;
    this.queues = queues;
    this.deadlines = deadlines;
  }

  /** Who is to come to this call before all others; empty when it is anyone's. */
  Optional<OperatorId> wanted(QueuedCall call) {
    Waiter waiter = queues.waiter(call);
    return waiter.standing() instanceof Waiter.Standing.Reserved reserved
        ? Optional.of(reserved.operator())
        : waiter.preferred();
  }

  /** Whether the operator may serve the call and can be expected to be ready before long. */
  boolean comes(Desk desk, QueuedCall call) {
    boolean here =
        switch (desk.state()) {
          case Offline _, Paused _ -> false;
          case Ready _, Ringing _, WrapUp _ -> true;
          case Connecting connecting -> connecting.pauseAfter().isEmpty();
          case Talking talking -> talking.pauseAfter().isEmpty();
          case CallingOut out -> out.pauseAfter().isEmpty();
        };
    return here && queues.admits(desk.profile(), call);
  }

  /**
   * The call waits for this operator from now on.
   *
   * @param instead who would have been offered it
   * @return whether it does: where nothing is reserved it goes on to the other one
   */
  boolean reserve(QueuedCall call, OperatorId operator, OfferRule.Choice instead) {
    Duration span = queues.of(call).group().routing().reservation();
    if (span.isZero() || instead.operator().equals(operator)) {
      return false;
    }
    queues.waiter(call).preferNobody();
    queues.stand(call, new Waiter.Standing.Reserved(operator, turn.now().plus(span)));
    turn.journal(
        call.call(),
        new JournalEvent.Reserved(
            operator.value(),
            span.toMillis(),
            "served this ticket before; instead of " + instead.operator().value()));
    deadlines.wakeIn(span, new WakeKey.ReservationOver(call.call()));
    return true;
  }

  /** The deadline may be that of an earlier reservation of the same call. */
  void over(CallId call) {
    queues
        .waiting(call)
        .filter(
            queued ->
                queues.waiter(queued).standing() instanceof Waiter.Standing.Reserved reserved
                    && !reserved.until().isAfter(turn.now()))
        .ifPresent(queued -> end(queued, "waited long enough"));
  }

  /** The operator does not come: their calls are anyone's. */
  void release(OperatorId operator, String reason) {
    List.copyOf(queues.reservedFor(operator)).forEach(call -> end(call, reason));
  }

  private void end(QueuedCall call, String reason) {
    if (queues.waiter(call).standing() instanceof Waiter.Standing.Reserved reserved) {
      turn.journal(
          call.call(), new JournalEvent.ReservationEnded(reserved.operator().value(), reason));
      queues.offerable(call);
    }
  }
}
