package org.liniya.flow.call;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.port.Consultations;
import org.liniya.port.Leg;
import org.liniya.port.Transfer;
import org.liniya.port.WaitingRoom;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;

/**
 * An operator's wish that the caller be passed on, from the asking to its end. The caller hears
 * music meanwhile and is never without somebody to go to: if nobody comes, or something breaks, the
 * two talk on, or the caller waits again. Runs only on the call's thread.
 */
final class PassingOn {

  /** Whoever is wanted has so long; the ACD and the dialler give up sooner. */
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private static final Utterance HOLD = Utterance.of(new Clip.Music("default"));

  private final LiveCall call;
  private final String group;
  private final Signal.OperatorAnswered asking;
  private final Wish wish;
  private final Consumer<Signal> aside;
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
   * @param asking who serves the caller, and whose wish this is
   * @param aside takes note of holds and guests meanwhile; the caller hears music anyway
   */
  PassingOn(
      LiveCall call,
      String group,
      Signal.OperatorAnswered asking,
      Signal.TransferAsked asked,
      Consumer<Signal> aside) {
    this.call = call;
    this.group = group;
    this.asking = asking;
    this.wish = new Wish(call, asked.transfer());
    this.aside = aside;
    this.room = call.ports().waitingRoom();
  }

  /** Never throws: what breaks on the way is no reason to part the two. */
  Result run() {
    try {
      return switch (wish.target()) {
        case Transfer.Target.Group(String wanted) -> toGroup(wanted);
        case Transfer.Target.Operator(OperatorId wanted) -> toOperator(wanted);
        case Transfer.Target.Outside(PhoneNumber wanted) -> toOutside(wanted);
        case Transfer.Target.Consulted consulted -> toConsulted(consulted);
      };
    } catch (RuntimeException e) {
      call.broken(e);
      return failed(EndCause.FAULT);
    }
  }

  // ---- a group: its queue takes the caller at once

  private Result toGroup(String wanted) {
    wish.asked(asking.operator(), "group", wanted);
    if (room.figures(wanted).isEmpty()) {
      return failed(EndCause.UNREACHABLE);
    }
    wish.done("group", wanted);
    askerIsFree();
    return new Result.Group(wanted);
  }

  // ---- an operator by name

  private Result toOperator(OperatorId wanted) {
    wish.asked(asking.operator(), "operator", wanted.value());
    music();
    try {
      room.direct(request(), wanted);
      return awaitOperator(wanted);
    } catch (RuntimeException e) {
      leaveDirect(wanted);
      throw e;
    }
  }

  private Result awaitOperator(OperatorId wanted) {
    Duration ends = call.line().now().plus(LONGEST);
    while (true) {
      switch (call.line().next(ends)) {
        case Heard.Arrived(Signal.DirectRinging(OperatorId rings)) when rings.equals(wanted) ->
            wish.ringing();
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
          leaveDirect(wanted);
          wish.failed(EndCause.CANCELLED);
          return new Result.Over(outcome);
        }
        case Heard.TimeUp _ -> {
          leaveDirect(wanted);
          return failed(EndCause.NO_ANSWER);
        }
        case Heard.Pressed _, Heard.PlayingOver _ -> {}
      }
    }
  }

  /** They hear each other first; the asking telephone is told before it is hung up. */
  private Result joined(Signal.OperatorAnswered answered) {
    bridge(answered.leg(), () -> room.callerLeft(id(), answered.offer(), EndCause.FAULT));
    wish.done("operator", answered.operator().value());
    call.keep(() -> room.bridged(id(), answered.offer()));
    return new Result.Operator(answered);
  }

  private void leaveDirect(OperatorId wanted) {
    call.keep(() -> room.leaveDirect(id(), wanted, "given up"));
  }

  // ---- a number outside

  private Result toOutside(PhoneNumber wanted) {
    wish.asked(asking.operator(), "outside", wanted.masked());
    music();
    OutsideParty party = new OutsideParty(call.nextAttempt(), call.inbox()::post);
    try {
      return switch (new OutsideDialling(call, party, wish::ringing, this::meanwhile)
          .run(wanted, LONGEST)) {
        case OutsideDialling.Result.Answered(Leg leg) -> withOutside(leg, party, wanted.masked());
        case OutsideDialling.Result.Failed(EndCause cause) -> failed(cause);
        case OutsideDialling.Result.Over(Outcome outcome) -> {
          wish.failed(EndCause.CANCELLED);
          yield new Result.Over(outcome);
        }
      };
    } catch (RuntimeException e) {
      party.forget();
      throw e;
    }
  }

  private Result withOutside(Leg leg, OutsideParty party, String masked) {
    bridge(leg, party::forget);
    wish.done("outside", masked);
    askerIsFree();
    return new Result.Outside(leg, party);
  }

  // ---- whoever the operator talks with on another line

  private Result toConsulted(Transfer.Target.Consulted consulted) {
    wish.asked(asking.operator(), "consulted", "");
    OutsideParty party = new OutsideParty(call.nextAttempt(), call.inbox()::post);
    Optional<Consultations.Taken> taken =
        call.ports().consultations().take(consulted.leg(), party::signal);
    if (taken.isEmpty()) {
      return failed(EndCause.UNREACHABLE);
    }
    Leg leg = taken.get().leg();
    return taken.get().serving().isEmpty()
        ? withOutside(leg, party, "")
        : withColleague(leg, taken.get().serving().get());
  }

  private Result withColleague(Leg leg, Consultations.Serving colleague) {
    bridge(leg, () -> room.callerLeft(id(), colleague.offer(), EndCause.FAULT));
    wish.done("operator", colleague.operator().value());
    if (!call.keep(() -> room.move(colleague.offer(), request()))) {
      askerIsFree(); // else the move says so
    }
    return new Result.Operator(
        new Signal.OperatorAnswered(colleague.offer(), colleague.operator(), leg));
  }

  // ---- what all have in common

  private CallId id() {
    return call.arrival().call();
  }

  private void music() {
    call.keep(() -> call.line().start(HOLD));
  }

  /** Whoever cannot be joined with the caller is left alone no further. */
  private void bridge(Leg leg, Runnable letGo) {
    try {
      call.line().leg().bridge(leg);
    } catch (RuntimeException e) {
      call.keep(letGo);
      call.keep(() -> leg.hangUp(EndCause.FAULT));
      throw e;
    }
  }

  private void askerIsFree() {
    call.keep(() -> room.passedOn(id(), asking.offer()));
  }

  private Result failed(EndCause cause) {
    wish.failed(cause);
    return stays();
  }

  private Result stays() {
    return askerGone ? new Result.Alone() : new Result.Stays();
  }

  /** The asking operator may hang up, hold, or ask again meanwhile. */
  private void meanwhile(Signal signal) {
    switch (signal) {
      case Signal.OperatorLeft left when left.offer().equals(asking.offer()) -> askerGone = true;
      case Signal.TransferAsked again when again.leg().equals(asking.leg().id()) ->
          call.keep(() -> again.transfer().failed(EndCause.BUSY));
      case Signal.HoldChanged _, Signal.Beside _ -> aside.accept(signal);
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
}
