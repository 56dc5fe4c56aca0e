package org.liniya.server.run;

import java.time.Duration;
import java.util.Optional;
import org.liniya.call.EndCause;
import org.liniya.call.Ending;
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

  DeskTalk(DeskLine line, FarParty far) {
    this.line = line;
    this.far = far;
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
        case Event.Dialled _, Event.TakenOver _ -> {}
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
            case Event.Happened(Signal signal) -> {
              Optional<EndCause> why = line.over(signal).or(() -> far.left(signal));
              why.ifPresent(_ -> line.handover().passOn(far, signal));
              yield why.map(Over::of);
            }
            case Event.Nothing() -> Optional.of(Over.LONG_ENOUGH);
            case Event.Dialled _, Event.TakenOver _ -> Optional.empty();
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

  private void release(EndCause cause) {
    switch (far) {
      case FarParty.Colleague(Leg _, Consultations.Serving serving) ->
          line.ports().waitingRoom().callerLeft(line.call(), serving.offer(), cause);
      case FarParty.Outside(Leg outside) -> outside.hangUp(EndCause.NORMAL);
    }
  }
}
