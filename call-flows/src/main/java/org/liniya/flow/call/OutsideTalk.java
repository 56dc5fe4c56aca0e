package org.liniya.flow.call;

import java.time.Duration;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent.HoldChanged;
import org.liniya.call.Signal;
import org.liniya.port.Leg;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;

/**
 * A caller and a number outside talking, after an operator or the flow has passed the caller on.
 * Both are joined already. Runs only on the call's thread; the limit of the whole call bounds it.
 */
final class OutsideTalk {

  private static final Duration LONG = Duration.ofDays(1);

  private final LiveCall call;
  private final Leg leg;
  private final OutsideParty party;

  OutsideTalk(LiveCall call, Leg leg, OutsideParty party) {
    this.call = call;
    this.leg = leg;
    this.party = party;
  }

  Talk.End run() {
    Duration began = call.line().now();
    try {
      while (true) {
        switch (call.line().next(began.plus(LONG))) {
          case Heard.Arrived(Signal.Outside(long of, Signal.Outside.Left(EndCause cause)))
              when party.is(of) -> {
            return left(cause, call.line().now().minus(began));
          }
          case Heard.Arrived(Signal.HoldChanged hold) when hold.leg().equals(leg.id()) ->
              hold(hold);
          case Heard.Arrived(Signal other) -> call.stray(other);
          case Heard.Over(Outcome outcome) -> {
            return new Talk.End.Over(outcome);
          }
          case Heard.Pressed _, Heard.PlayingOver _, Heard.TimeUp _ -> {}
        }
      }
    } finally {
      party.forget();
      leg.hangUp(EndCause.NORMAL);
    }
  }

  private Talk.End left(EndCause cause, Duration talked) {
    if (Talk.isNoGoodbye(cause, talked)) {
      return new Talk.End.LeftAlone();
    }
    call.stage(Stage.SERVED);
    call.served();
    return new Talk.End.Served();
  }

  private void hold(Signal.HoldChanged hold) {
    call.log().note(new HoldChanged("outside", hold.held()));
    if (hold.held()) {
      call.keep(() -> call.line().start(Utterance.of(new Clip.Music("default"))));
    } else {
      call.line().leg().bridge(leg);
    }
  }
}
