package org.liniya.server.run;

import java.time.Duration;
import java.util.Optional;
import org.liniya.call.EndCause;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.identity.IdentityLevel;
import org.liniya.port.Consultations;
import org.liniya.port.Leg;
import org.liniya.port.WaitingRoom;
import org.liniya.server.run.DeskInbox.Event;

/** Rings a colleague of the operator, through the queues: they know who is free. */
final class ReachColleague {

  private final DeskLine line;
  private final OperatorId colleague;

  ReachColleague(DeskLine line, OperatorId colleague) {
    this.line = line;
    this.colleague = colleague;
  }

  /** Whoever stops waiting for this by an exception says {@link #leave}. */
  Reached run() throws InterruptedException {
    line.ports().waitingRoom().direct(request(), colleague);
    Duration until = line.now().plus(Reached.RINGING);
    while (true) {
      switch (line.take(until)) {
        case Event.Happened(Signal.DirectRinging _) -> line.leg().ring();
        case Event.Happened(Signal.OperatorAnswered(var offer, var who, Leg far)) -> {
          return new Reached.Answered(
              new FarParty.Colleague(far, new Consultations.Serving(offer, who)));
        }
        case Event.Happened(Signal.DirectFailed failed) -> {
          return new Reached.Failed(failed.cause());
        }
        case Event.Happened(Signal signal) -> {
          Optional<EndCause> over = line.over(signal);
          if (over.isPresent()) {
            leave("caller gone");
            return new Reached.GivenUp(over.get());
          }
        }
        case Event.Nothing() -> {
          leave("rung long enough");
          return new Reached.GivenUp(EndCause.NO_ANSWER);
        }
        case Event.Dialled _,
            Event.TakenOver _,
            Event.Parted _,
            Event.OfTalk _,
            Event.ModeWanted _ -> {}
      }
    }
  }

  /** The colleague is not wanted any more. */
  void leave(String reason) {
    line.ports().waitingRoom().leaveDirect(line.call(), colleague, reason);
  }

  private WaitingRoom.Request request() {
    return new WaitingRoom.Request(
        line.call(),
        "",
        Language.RU,
        IdentityLevel.NONE,
        line.ports().time().now(),
        Duration.ZERO,
        Optional.of(line.leg()),
        line.operator().value(),
        "",
        line.handover()::ofFar);
  }
}
