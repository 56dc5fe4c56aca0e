package org.liniya.flow.call;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.port.Consultations;
import org.liniya.port.Dialer;
import org.liniya.port.Leg;
import org.liniya.port.Transfer;
import org.liniya.port.WaitingRoom;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;

/**
 * An operator's wish that the caller be passed on, from the asking to its end. The caller hears
 * music meanwhile and is never without somebody to go to: if nobody comes, the two talk on, or the
 * caller waits again. Runs only on the call's thread.
 */
final class PassingOn {

  /** Whoever is wanted has so long; the ACD and the dialler give up sooner. */
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private static final Utterance HOLD = Utterance.of(new Clip.Music("default"));

  private final LiveCall call;
  private final String group;
  private final Signal.OperatorAnswered asking;
  private final Signal.TransferAsked asked;
  private final Transfer transfer;
  private final Consumer<Runnable> keep;
  private final WaitingRoom room;
  private boolean askerGone;

  /** What came of it. */
  sealed interface Result {
    /** The caller stays with the asking operator. */
    record Stays() implements Result {}

    /** Another operator talks with the caller. */
    record Operator(Signal.OperatorAnswered answered) implements Result {}

    record Group(String group) implements Result {}

    /** The caller talks with a number outside. */
    record Outside(Leg leg, OutsideParty party) implements Result {}

    /** Nobody came, and the asking operator has hung up by now. */
    record Alone() implements Result {}

    /** The call is over; whoever was being rung is not any more. */
    record Over(Outcome outcome) implements Result {}
  }

  /**
   * @param group in whose queue the caller was
   * @param keep does something whose failing must part nobody
   */
  PassingOn(
      LiveCall call,
      String group,
      Signal.OperatorAnswered asking,
      Signal.TransferAsked asked,
      Consumer<Runnable> keep) {
    this.call = call;
    this.group = group;
    this.asking = asking;
    this.asked = asked;
    this.transfer = asked.transfer();
    this.keep = keep;
    this.room = call.ports().waitingRoom();
  }

  Result run() {
    if (!asked.leg().equals(asking.leg().id())) {
      transfer.failed(EndCause.DECLINED); // callers pass nobody on
      return new Result.Stays();
    }
    return switch (transfer.target()) {
      case Transfer.Target.Group(String wanted) -> toGroup(wanted);
      case Transfer.Target.Operator(OperatorId wanted) -> toOperator(wanted);
      case Transfer.Target.Outside(PhoneNumber wanted) -> toOutside(wanted);
      case Transfer.Target.Consulted consulted -> toConsulted(consulted);
    };
  }

  // ---- a group: its queue takes the caller at once

  private Result toGroup(String wanted) {
    note("group", wanted);
    if (room.figures(wanted).isEmpty()) {
      return failed(EndCause.UNREACHABLE);
    }
    transfer.done();
    keep.accept(() -> room.callerLeft(id(), asking.offer(), EndCause.NORMAL));
    call.log().note(new JournalEvent.Transferred("group", wanted));
    return new Result.Group(wanted);
  }

  // ---- an operator by name

  private Result toOperator(OperatorId wanted) {
    note("operator", wanted.value());
    music();
    room.direct(request(), wanted);
    Duration ends = call.line().now().plus(LONGEST);
    while (true) {
      switch (call.line().next(ends)) {
        case Heard.Arrived(Signal.DirectRinging(OperatorId rings)) when rings.equals(wanted) ->
            transfer.ringing();
        case Heard.Arrived(Signal.DirectFailed(OperatorId who, EndCause cause))
            when who.equals(wanted) -> {
          return failed(cause);
        }
        case Heard.Arrived(Signal.OperatorAnswered answered)
            when answered.operator().equals(wanted) -> {
          return joined(answered);
        }
        case Heard.Arrived(Signal other) -> meanwhile(other);
        case Heard.Over(Outcome outcome) -> {
          giveUp(wanted, EndCause.CANCELLED);
          return new Result.Over(outcome);
        }
        case Heard.TimeUp _ -> {
          giveUp(wanted, EndCause.NO_ANSWER);
          return stays();
        }
        case Heard.Pressed _, Heard.PlayingOver _ -> {}
      }
    }
  }

  /** They hear each other first; the asking telephone is told before it is hung up. */
  private Result joined(Signal.OperatorAnswered answered) {
    call.line().leg().bridge(answered.leg());
    transfer.done();
    keep.accept(() -> room.bridged(id(), answered.offer()));
    call.log().note(new JournalEvent.Transferred("operator", answered.operator().value()));
    return new Result.Operator(answered);
  }

  private void giveUp(OperatorId wanted, EndCause cause) {
    keep.accept(() -> room.leaveDirect(id(), wanted, "given up"));
    transfer.failed(cause);
    call.log().note(new JournalEvent.TransferFailed(word(cause)));
  }

  // ---- a number outside

  private Result toOutside(PhoneNumber wanted) {
    note("outside", wanted.masked());
    music();
    OutsideParty party = new OutsideParty(call.inbox()::post);
    Dialer.Dialling dialling =
        call.ports()
            .dialer()
            .dial(
                new Dialer.Request(
                    new Dialer.Destination.Outside(wanted),
                    id(),
                    Optional.of(call.line().leg()),
                    "",
                    Map.of(),
                    party::signal),
                party::result);
    Duration ends = call.line().now().plus(LONGEST);
    while (true) {
      switch (call.line().next(ends)) {
        case Heard.Arrived(Signal.Outside(Signal.Outside.Ringing _)) -> transfer.ringing();
        case Heard.Arrived(Signal.Outside(Signal.Outside.Failed(EndCause cause))) -> {
          return failed(cause);
        }
        case Heard.Arrived(Signal.Outside(Signal.Outside.Answered(Leg leg))) -> {
          return withOutside(leg, party, wanted.masked());
        }
        case Heard.Arrived(Signal other) -> meanwhile(other);
        case Heard.Over(Outcome outcome) -> {
          letGo(party, dialling, EndCause.CANCELLED);
          return new Result.Over(outcome);
        }
        case Heard.TimeUp _ -> {
          letGo(party, dialling, EndCause.NO_ANSWER);
          return stays();
        }
        case Heard.Pressed _, Heard.PlayingOver _ -> {}
      }
    }
  }

  private Result withOutside(Leg leg, OutsideParty party, String masked) {
    call.line().leg().bridge(leg);
    transfer.done();
    keep.accept(() -> room.callerLeft(id(), asking.offer(), EndCause.NORMAL));
    call.log().note(new JournalEvent.Transferred("outside", masked));
    return new Result.Outside(leg, party);
  }

  /** The answer may be under way: then the leg is ended by who dials, being withdrawn. */
  private void letGo(OutsideParty party, Dialer.Dialling dialling, EndCause cause) {
    party.forget();
    dialling.cancel();
    transfer.failed(cause);
    call.log().note(new JournalEvent.TransferFailed(word(cause)));
  }

  // ---- whoever the operator talks with on another line

  private Result toConsulted(Transfer.Target.Consulted consulted) {
    note("consulted", "");
    OutsideParty party = new OutsideParty(call.inbox()::post);
    Optional<Consultations.Taken> taken =
        call.ports().consultations().take(consulted.leg(), party::signal);
    if (taken.isEmpty()) {
      return failed(EndCause.UNREACHABLE);
    }
    Leg leg = taken.get().leg();
    if (taken.get().serving().isEmpty()) {
      return withOutside(leg, party, "");
    }
    Consultations.Serving serving = taken.get().serving().get();
    call.line().leg().bridge(leg);
    transfer.done();
    keep.accept(() -> room.move(serving.offer(), request()));
    call.log().note(new JournalEvent.Transferred("operator", serving.operator().value()));
    return new Result.Operator(
        new Signal.OperatorAnswered(serving.offer(), serving.operator(), leg));
  }

  // ---- what all have in common

  private CallId id() {
    return call.arrival().call();
  }

  private void note(String target, String to) {
    call.log().note(new JournalEvent.TransferAsked(asking.operator().value(), target, to));
  }

  private void music() {
    keep.accept(() -> call.line().start(HOLD));
  }

  private Result failed(EndCause cause) {
    transfer.failed(cause);
    call.log().note(new JournalEvent.TransferFailed(word(cause)));
    return stays();
  }

  private Result stays() {
    return askerGone ? new Result.Alone() : new Result.Stays();
  }

  /** The asking operator may hang up, hold, or ask again meanwhile. */
  private void meanwhile(Signal signal) {
    switch (signal) {
      case Signal.OperatorLeft left when left.offer().equals(asking.offer()) -> askerGone = true;
      case Signal.TransferAsked again -> again.transfer().failed(EndCause.BUSY);
      case Signal.HoldChanged _ -> {} // the caller hears music anyway
      default -> call.stray(signal);
    }
  }

  private WaitingRoom.Request request() {
    return new WaitingRoom.Request(
        id(),
        group,
        call.language(),
        call.identity().level(),
        call.arrival().at(),
        Duration.ZERO,
        Optional.of(call.line().leg()),
        Display.of(call, group),
        call.ticket().number().map(number -> number.digits()).orElse(""),
        call.inbox()::post);
  }

  private static String word(EndCause cause) {
    return cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
