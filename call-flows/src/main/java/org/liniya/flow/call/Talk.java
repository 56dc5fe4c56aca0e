package org.liniya.flow.call;

import java.time.Duration;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent.HoldChanged;
import org.liniya.call.JournalEvent.StepFailed;
import org.liniya.call.Signal;
import org.liniya.port.Leg;
import org.liniya.port.WaitingRoom;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A caller and an operator talking, and whoever the caller is passed on to. Runs only on the call's
 * thread.
 *
 * <p>The two are joined first, before anything is written down, for they are to hear each other
 * within 200 ms; what then goes wrong in a store is logged and never parts them.
 */
final class Talk {

  private static final Logger LOG = LoggerFactory.getLogger(Talk.class);

  /** An operator's telephone that is lost within this time has not served anyone. */
  private static final Duration NO_TALK = Duration.ofSeconds(3);

  private static final Duration LONG = Duration.ofDays(1);
  private static final Utterance HOLD = Utterance.of(new Clip.Music("default"));

  private final LiveCall call;
  private final String group;
  private final Duration waited;
  private final WaitingRoom room;
  private Signal.OperatorAnswered serving;
  private Duration began;

  /** How a talk ended. */
  sealed interface End {
    /** The operator, or whoever the caller was passed on to, hung up. */
    record Served() implements End {}

    /** Nobody talks with the caller: an operator was lost before a word was said, or passed on. */
    record LostAtOnce() implements End {}

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
  }

  End run() {
    join();
    try {
      return talk();
    } catch (RuntimeException e) {
      keep(() -> room.callerLeft(call.arrival().call(), serving.offer(), EndCause.FAULT));
      throw e;
    }
  }

  private End talk() {
    while (true) {
      switch (call.line().next(began.plus(LONG))) {
        case Heard.Arrived(Signal.OperatorLeft left) when left.offer().equals(serving.offer()) -> {
          return operatorLeft(left, call.line().now().minus(began));
        }
        case Heard.Arrived(Signal.HoldChanged hold) -> hold(hold);
        case Heard.Arrived(Signal.TransferAsked asked) -> {
          switch (new PassingOn(call, group, serving, asked, this::keep).run()) {
            case PassingOn.Result.Stays _ -> call.line().leg().bridge(serving.leg());
            case PassingOn.Result.Operator(Signal.OperatorAnswered next) -> {
              serving = next;
              served();
            }
            case PassingOn.Result.Group(String next) -> {
              talked(call.line().now().minus(began));
              return new End.PassedOn(next);
            }
            case PassingOn.Result.Outside(Leg leg, OutsideParty party) -> {
              talked(call.line().now().minus(began));
              return new OutsideTalk(call, leg, party).run();
            }
            case PassingOn.Result.Alone _ -> {
              return new End.LostAtOnce();
            }
            case PassingOn.Result.Over(Outcome outcome) -> {
              callerLeft(outcome, call.line().now().minus(began));
              return new End.Over(outcome);
            }
          }
        }
        case Heard.Arrived(Signal other) -> call.stray(other);
        case Heard.Over(Outcome outcome) -> {
          callerLeft(outcome, call.line().now().minus(began));
          return new End.Over(outcome);
        }
        case Heard.Pressed _, Heard.PlayingOver _, Heard.TimeUp _ -> {}
      }
    }
  }

  private void join() {
    Leg caller = call.line().leg();
    try {
      caller.bridge(serving.leg());
    } catch (RuntimeException e) {
      keep(() -> room.callerLeft(call.arrival().call(), serving.offer(), EndCause.FAULT));
      throw e;
    }
    // they hear each other: nothing from here on is a reason to part them
    keep(() -> room.bridged(call.arrival().call(), serving.offer()));
    call.stage(Stage.TALKING);
    keep(
        () ->
            call.ports()
                .calls()
                .bridged(
                    call.arrival().call(),
                    serving.operator(),
                    call.ports().time().now(),
                    waited.toMillis()));
    served();
    began = call.line().now();
  }

  private void served() {
    call.ticket()
        .number()
        .ifPresent(
            number ->
                keep(
                    () ->
                        call.ports()
                            .tickets()
                            .served(number, serving.operator(), call.ports().time().now())));
  }

  /** The caller hears music while the operator holds, and the operator again afterwards. */
  private void hold(Signal.HoldChanged hold) {
    boolean byOperator = !hold.leg().equals(call.line().leg().id());
    call.log().note(new HoldChanged(byOperator ? "operator" : "caller", hold.held()));
    if (byOperator && hold.held()) {
      keep(() -> call.line().start(HOLD));
    } else if (byOperator) {
      call.line().leg().bridge(serving.leg());
    }
  }

  private End operatorLeft(Signal.OperatorLeft left, Duration talked) {
    talked(talked);
    if (left.cause() != EndCause.NORMAL && talked.compareTo(NO_TALK) < 0) {
      return new End.LostAtOnce();
    }
    call.stage(Stage.SERVED);
    keep(() -> call.ports().calls().served(call.arrival().call()));
    return new End.Served();
  }

  private void callerLeft(Outcome outcome, Duration talked) {
    EndCause cause = outcome instanceof Outcome.HungUp(EndCause why) ? why : EndCause.NORMAL;
    keep(() -> room.callerLeft(call.arrival().call(), serving.offer(), cause));
    talked(talked);
  }

  /** What the journal says of the talk comes from the ACD, which decides it. */
  private void talked(Duration length) {
    keep(() -> call.ports().calls().talked(call.arrival().call(), length.toMillis()));
  }

  /** Does something whose failing is no reason to part two people. */
  private void keep(Runnable writing) {
    try {
      writing.run();
    } catch (RuntimeException e) {
      call.log().note(new StepFailed("", e.getClass().getSimpleName(), ""));
      LOG.atError()
          .addKeyValue("call", call.arrival().call())
          .addKeyValue("operator", serving.operator())
          .addKeyValue("cause", e.getClass().getSimpleName())
          .log("a part of a talk failed");
    }
  }
}
