package org.liniya.server.run;

import java.time.Duration;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.Guest;
import org.liniya.port.Leg;

/**
 * An operator's own call as its parts see it: the operator's leg, what happens, and whose the far
 * party is. Read by the call's thread only.
 */
record DeskLine(
    CallId call,
    OperatorId operator,
    Leg leg,
    DeskCalls.Ports ports,
    DeskInbox inbox,
    Handover handover) {

  /** Now, on the clock that nobody sets. */
  Duration now() {
    return ports.time().elapsed();
  }

  /** The next event; {@code Nothing} when {@code until} comes first. */
  DeskInbox.Event take(Duration until) throws InterruptedException {
    return inbox.take(until.minus(now()));
  }

  /** Whether the operator's own side is over, and why. */
  Optional<EndCause> over(Signal signal) {
    return switch (signal) {
      case Signal.LegEnded ended when ended.leg().equals(leg.id()) -> Optional.of(ended.cause());
      case Signal.EndRequested wanted -> Optional.of(wanted.cause());
      case Signal.TransferAsked asked -> {
        // What an operator passes on is the call of a caller, and is asked for on that leg.
        asked.transfer().failed(EndCause.DECLINED);
        yield Optional.empty();
      }
      case Signal.Beside(long _, Signal.Beside.Came(Guest guest)) -> {
        guest.told().accept(Guest.News.OVER); // only the talk of a caller has guests
        yield Optional.empty();
      }
      default -> Optional.empty();
    };
  }
}
