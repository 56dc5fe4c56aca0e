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
 * A caller and an operator talking. Runs only on the call's thread.
 *
 * <p>The two are joined first, before anything is written down, for they are to hear each other
 * within 200 ms; what then goes wrong in a store is logged and never parts them.
 */
final class Talk {

  private static final Logger LOG = LoggerFactory.getLogger(Talk.class);

  /** An operator's telephone that is lost within this time has not served anyone. */
  private static final Duration NO_TALK = Duration.ofSeconds(3);

  private static final Duration LONG = Duration.ofDays(1);

  private final LiveCall call;
  private final Signal.OperatorAnswered answered;
  private final Duration waited;
  private final WaitingRoom room;

  /** How a talk ended. */
  sealed interface End {
    /** The operator hung up. */
    record Served() implements End {}

    /** The operator's telephone was lost before a word was said. */
    record LostAtOnce() implements End {}

    record Over(Outcome outcome) implements End {}
  }

  Talk(LiveCall call, Signal.OperatorAnswered answered, Duration waited) {
    this.call = call;
    this.answered = answered;
    this.waited = waited;
    this.room = call.ports().waitingRoom();
  }

  End run() {
    Duration began = join();
    try {
      return talk(began);
    } catch (RuntimeException e) {
      keep(() -> room.callerLeft(call.arrival().call(), answered.offer(), EndCause.FAULT));
      throw e;
    }
  }

  private End talk(Duration began) {
    while (true) {
      switch (call.line().next(began.plus(LONG))) {
        case Heard.Arrived(Signal.OperatorLeft left) when left.offer().equals(answered.offer()) -> {
          return operatorLeft(left, call.line().now().minus(began));
        }
        case Heard.Arrived(Signal.HoldChanged hold) -> hold(hold);
        case Heard.Arrived(Signal other) -> call.stray(other);
        case Heard.Over(Outcome outcome) -> {
          callerLeft(outcome, call.line().now().minus(began));
          return new End.Over(outcome);
        }
        case Heard.Pressed _, Heard.PlayingOver _, Heard.TimeUp _ -> {}
      }
    }
  }

  private Duration join() {
    Leg caller = call.line().leg();
    try {
      caller.bridge(answered.leg());
    } catch (RuntimeException e) {
      keep(() -> room.callerLeft(call.arrival().call(), answered.offer(), EndCause.FAULT));
      throw e;
    }
    // they hear each other: nothing from here on is a reason to part them
    keep(() -> room.bridged(call.arrival().call(), answered.offer()));
    call.stage(Stage.TALKING);
    keep(
        () ->
            call.ports()
                .calls()
                .bridged(
                    call.arrival().call(),
                    answered.operator(),
                    call.ports().time().now(),
                    waited.toMillis()));
    call.ticket()
        .number()
        .ifPresent(
            number ->
                keep(
                    () ->
                        call.ports()
                            .tickets()
                            .served(number, answered.operator(), call.ports().time().now())));
    return call.line().now();
  }

  /** The caller hears music while the operator holds, and the operator again afterwards. */
  private void hold(Signal.HoldChanged hold) {
    boolean byOperator = !hold.leg().equals(call.line().leg().id());
    call.log().note(new HoldChanged(byOperator ? "operator" : "caller", hold.held()));
    if (byOperator && hold.held()) {
      keep(() -> call.line().start(Utterance.of(new Clip.Music("default"))));
    } else if (byOperator) {
      call.line().leg().bridge(answered.leg());
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
    keep(() -> room.callerLeft(call.arrival().call(), answered.offer(), cause));
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
          .addKeyValue("operator", answered.operator())
          .addKeyValue("cause", e.getClass().getSimpleName())
          .log("a part of a talk failed");
    }
  }
}
