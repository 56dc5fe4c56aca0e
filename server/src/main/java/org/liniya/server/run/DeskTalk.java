package org.liniya.server.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.liniya.call.EndCause;
import org.liniya.call.Ending;
import org.liniya.call.Key;
import org.liniya.call.LegId;
import org.liniya.call.Signal;
import org.liniya.port.Consultations;
import org.liniya.port.Leg;
import org.liniya.server.run.DeskInbox.Event;

/**
 * The talk of an operator with whom they have reached, from the answer on. Whatever breaks, the far
 * party is not left alone, unless a transfer has it by then. Runs on the call's thread.
 */
final class DeskTalk {

  private static final Duration ACKNOWLEDGED = Duration.ofSeconds(40);

  /** As the whole call of a caller: a telephone left off the hook does not stay for ever. */
  private static final Duration LONGEST = Duration.ofHours(2);

  /** Why a talk is over: for the far party, and for the journal. */
  private record Over(EndCause cause, String reason) {

    /** Nobody did anything wrong; the word is that of a caller's call that lasted too long. */
    static final Over LONG_ENOUGH = new Over(EndCause.NORMAL, Ending.TIMEOUT.word());

    static Over of(EndCause cause) {
      return new Over(cause, DeskEnd.word(cause));
    }
  }

  private final DeskLine line;
  private final FarParty far;
  private final KeyOrders orders;

  DeskTalk(DeskLine line, FarParty far) {
    this.line = line;
    this.far = far;
    this.orders = new KeyOrders(line);
  }

  DeskEnd run() throws InterruptedException {
    try {
      return answered();
    } catch (InterruptedException | RuntimeException e) {
      if (line.handover().finish()) {
        release(EndCause.FAULT);
      }
      throw e;
    }
  }

  private DeskEnd answered() throws InterruptedException {
    line.leg().answer();
    Duration until = line.now().plus(ACKNOWLEDGED);
    while (true) {
      switch (line.take(until)) {
        case Event.Happened(Signal.LegAnswered _) -> {
          return talk();
        }
        case Event.Happened(Signal signal) -> {
          Optional<EndCause> over = line.over(signal).or(() -> far.left(signal));
          if (over.isPresent()) {
            release(over.get());
            return DeskEnd.of(over.get());
          }
        }
        case Event.Nothing() -> {
          release(EndCause.LOST);
          return DeskEnd.of(EndCause.LOST);
        }
        case Event.Dialled _,
            Event.TakenOver _,
            Event.Parted _,
            Event.OfTalk _,
            Event.ModeWanted _ -> {}
      }
    }
  }

  private DeskEnd talk() throws InterruptedException {
    Duration began = line.now();
    line.handover().talk(line.leg(), far);
    if (far instanceof FarParty.Colleague(Leg _, Consultations.Serving serving)) {
      line.ports().waitingRoom().bridged(line.call(), serving.offer());
    }
    Optional<Over> over = Optional.empty();
    while (over.isEmpty() && !line.handover().given()) {
      over =
          switch (line.take(began.plus(LONGEST))) {
            case Event.Happened(Signal.KeyPressed(LegId leg, Key key, Instant _))
                when leg.equals(line.leg().id()) -> {
              orders.pressed(key);
              yield Optional.empty();
            }
            case Event.Happened(Signal signal) when isOtherLine(signal) -> Optional.empty();
            case Event.Happened(Signal signal) -> {
              Optional<EndCause> why = line.over(signal).or(() -> far.left(signal));
              why.ifPresent(_ -> line.handover().passOn(far, signal));
              yield why.map(Over::of);
            }
            case Event.Nothing() -> Optional.of(Over.LONG_ENOUGH);
            // the caller is gone: without this line nobody is left to talk with
            case Event.Parted _ when line.leg().isOver() -> Optional.of(Over.of(EndCause.NORMAL));
            case Event.Dialled _,
                Event.TakenOver _,
                Event.Parted _,
                Event.OfTalk _,
                Event.ModeWanted _ ->
                Optional.empty();
          };
    }
    Duration talk = line.now().minus(began);
    if (!line.handover().finish()) {
      line.inbox().rest().forEach(signal -> line.handover().passOn(far, signal));
      return new DeskEnd("passed-on", talk);
    }
    Over end = over.orElse(Over.of(EndCause.NORMAL));
    release(end.cause());
    return new DeskEnd(end.reason(), talk);
  }

  /** In a conference the operator may hang this line up and talk on over that of the caller. */
  private boolean isOtherLine(Signal signal) {
    return signal instanceof Signal.LegEnded(LegId leg, EndCause _)
        && leg.equals(line.leg().id())
        && line.handover().joined();
  }

  private void release(EndCause cause) {
    switch (far) {
      case FarParty.Colleague(Leg _, Consultations.Serving serving) ->
          line.ports().waitingRoom().callerLeft(line.call(), serving.offer(), cause);
      case FarParty.Outside(Leg outside) -> outside.hangUp(EndCause.NORMAL);
    }
  }
}
