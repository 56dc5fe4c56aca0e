package org.liniya.flow.call;

import java.time.Duration;
import java.util.Optional;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent.HoldChanged;
import org.liniya.call.Signal;
import org.liniya.port.Guest;
import org.liniya.port.Leg;
import org.liniya.port.Transfer;
import org.liniya.port.WaitingRoom;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;

/**
 * A caller and an operator talking, and whoever the caller is passed on to. Runs only on the call's
 * thread.
 *
 * <p>The two are joined first, before anything is written down, for they are to hear each other
 * within 200 ms; what then goes wrong in a store is logged and never parts them.
 */
final class Talk {

  /** Who is lost within this time has not served anyone. */
  private static final Duration NO_TALK = Duration.ofSeconds(3);

  private static final Duration LONG = Duration.ofDays(1);
  private static final Utterance HOLD = Utterance.of(new Clip.Music("default"));

  private final LiveCall call;
  private final String group;
  private final Duration waited;
  private final WaitingRoom room;
  private Signal.OperatorAnswered serving;
  private Duration began;
  private Hearing hearing = Hearing.EACH_OTHER;
  private final Company company;

  /** What talks before the present one came to. */
  private Duration earlier = Duration.ZERO;

  /** What caller and operator are to hear. */
  private enum Hearing {
    EACH_OTHER,
    /** The operator holds: music for the caller. */
    MUSIC
  }

  /** How a talk ended. */
  sealed interface End {
    /** The operator, or whoever the caller was passed on to, hung up. */
    record Served() implements End {}

    /** The operator was lost before a word was said. */
    record LostAtOnce() implements End {}

    /** The caller was to be passed on; now nobody is there, neither old nor new. */
    record LeftAlone() implements End {}

    /** The operator has passed the caller on to another group. */
    record PassedOn(String group) implements End {}

    record Over(Outcome outcome) implements End {}
  }

  /**
   * @param group in whose queue the caller was
   */
  Talk(LiveCall call, String group, Signal.OperatorAnswered answered, Duration waited) {
    this.call = call;
    this.group = group;
    this.serving = answered;
    this.waited = waited;
    this.room = call.ports().waitingRoom();
    this.began = call.line().now();
    this.company = new Company(call);
  }

  End run() {
    try {
      call.line().leg().bridge(serving.leg());
      // they hear each other: nothing from here on is a reason to part them
      call.keep(() -> room.bridged(call.arrival().call(), serving.offer()));
      call.stage(Stage.TALKING);
      begins();
      return talk();
    } catch (RuntimeException e) {
      call.keep(() -> room.callerLeft(call.arrival().call(), serving.offer(), EndCause.FAULT));
      throw e;
    } finally {
      company.over();
    }
  }

  private End talk() {
    Optional<End> end = Optional.empty();
    while (end.isEmpty()) {
      end =
          switch (call.line().next(began.plus(LONG))) {
            case Heard.Arrived(Signal.OperatorLeft left)
                when left.offer().equals(serving.offer()) ->
                left(left);
            case Heard.Arrived(Signal.HoldChanged hold) -> {
              hold(hold);
              yield Optional.empty();
            }
            case Heard.Arrived(Signal.Beside guest) -> {
              aside(guest);
              sound();
              yield Optional.empty();
            }
            case Heard.Arrived(Signal.TransferAsked asked)
                when asked.leg().equals(serving.leg().id()) ->
                passOn(asked);
            case Heard.Arrived(Signal other) -> {
              call.stray(other); // callers pass nobody on
              yield Optional.empty();
            }
            case Heard.Over(Outcome outcome) -> Optional.of(callerLeft(outcome));
            case Heard.Pressed _, Heard.PlayingOver _, Heard.TimeUp _ -> Optional.empty();
          };
    }
    return end.get();
  }

  /** What is written down of a talk that begins, with the first operator or a further one. */
  private void begins() {
    began = call.line().now();
    call.keep(
        () ->
            call.ports()
                .calls()
                .bridged(
                    call.arrival().call(),
                    serving.operator(),
                    call.ports().time().now(),
                    waited.toMillis()));
    call.ticket()
        .number()
        .ifPresent(
            number ->
                call.keep(
                    () ->
                        call.ports()
                            .tickets()
                            .served(number, serving.operator(), call.ports().time().now())));
  }

  /** Empty when caller and operator, the same or another one, talk on. */
  private Optional<End> passOn(Signal.TransferAsked asked) {
    PassingOn.Result result = new PassingOn(call, group, serving, asked, this::aside).run();
    if (result instanceof PassingOn.Result.Stays) {
      sound();
      return Optional.empty();
    }
    return passed(result);
  }

  private Optional<End> passed(PassingOn.Result result) {
    return switch (result) {
      case PassingOn.Result.Stays _ -> Optional.empty();
      case PassingOn.Result.Operator(Signal.OperatorAnswered next) -> {
        earlier = earlier.plus(talked());
        serving = next;
        hearing = Hearing.EACH_OTHER;
        begins();
        goOnInCompany();
        yield Optional.empty();
      }
      case PassingOn.Result.Group(String next) -> {
        talked();
        yield Optional.of(new End.PassedOn(next));
      }
      case PassingOn.Result.Outside(Leg leg, OutsideParty party) -> {
        talked();
        company.over(); // nobody joins or hears a talk with a number outside
        yield Optional.of(new OutsideTalk(call, leg, party).run());
      }
      case PassingOn.Result.Alone _ -> {
        talked();
        yield Optional.of(new End.LeftAlone());
      }
      case PassingOn.Result.Over(Outcome outcome) -> Optional.of(callerLeft(outcome));
    };
  }

  /** The two are joined already; a guest who is still there joins them. */
  private void goOnInCompany() {
    if (company.consulted().filter(guest -> guest.far().equals(serving.leg())).isPresent()) {
      company.consultedTaken();
    }
    if (!company.isEmpty()) {
      sound();
    }
  }

  /**
   * The operator has hung up. Whom they had brought into the talk goes on with the caller, as if
   * the operator had passed the caller on.
   */
  private Optional<End> left(Signal.OperatorLeft left) {
    Optional<Guest.Consulted> consulted = company.consulted();
    if (consulted.isEmpty()) {
      return Optional.of(operatorLeft(left));
    }
    Transfer wish = new LeavesBehind(consulted.get().operatorsLeg().id());
    PassingOn.Result result =
        new PassingOn(
                call,
                group,
                serving,
                new Signal.TransferAsked(serving.leg().id(), wish),
                this::aside)
            .run();
    return result instanceof PassingOn.Result.Stays
        ? Optional.of(operatorLeft(left)) // gone in the same moment
        : passed(result);
  }

  /** What is noted meanwhile; who hears whom changes afterwards. */
  private void aside(Signal signal) {
    switch (signal) {
      case Signal.HoldChanged hold -> noteHold(hold);
      case Signal.Beside guest -> company.take(guest, serving.operator());
      default -> call.stray(signal);
    }
  }

  private void hold(Signal.HoldChanged hold) {
    Hearing before = hearing;
    noteHold(hold);
    if (hearing != before) {
      sound();
    }
  }

  /** Others than these two are the telephones of who has passed the caller on, or was to come. */
  private void noteHold(Signal.HoldChanged hold) {
    if (hold.leg().equals(serving.leg().id())) {
      hearing = hold.held() ? Hearing.MUSIC : Hearing.EACH_OTHER;
      call.log().note(new HoldChanged("operator", hold.held()));
    } else if (hold.leg().equals(call.line().leg().id())) {
      call.log().note(new HoldChanged("caller", hold.held()));
    }
  }

  /**
   * The caller hears music while the operator holds and nobody else is there to talk with, and the
   * operator again afterwards.
   */
  private void sound() {
    if (hearing == Hearing.MUSIC && company.consulted().isEmpty()) {
      call.keep(() -> call.line().start(HOLD));
    } else {
      company.join(call.line().leg(), serving.leg());
    }
  }

  private End operatorLeft(Signal.OperatorLeft left) {
    Duration length = talked();
    if (isNoGoodbye(left.cause(), length)) {
      return earlier.isPositive() ? new End.LeftAlone() : new End.LostAtOnce();
    }
    call.stage(Stage.SERVED);
    call.served();
    return new End.Served();
  }

  /** Who is lost at once, or by a fault of ours, has not served the caller. */
  static boolean isNoGoodbye(EndCause cause, Duration length) {
    return cause == EndCause.FAULT || (cause != EndCause.NORMAL && length.compareTo(NO_TALK) < 0);
  }

  private End callerLeft(Outcome outcome) {
    EndCause cause = outcome instanceof Outcome.HungUp(EndCause why) ? why : EndCause.NORMAL;
    call.keep(() -> room.callerLeft(call.arrival().call(), serving.offer(), cause));
    talked();
    return new End.Over(outcome);
  }

  /**
   * The talk with the operator who serves is over. What the journal says of it comes from the ACD,
   * which decides it.
   */
  private Duration talked() {
    Duration length = call.line().now().minus(began);
    call.talked(length);
    return length;
  }
}
