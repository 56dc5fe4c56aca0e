package org.liniya.sip;

import java.util.Optional;
import java.util.function.Consumer;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.Signal;
import org.liniya.port.Time;

/**
 * What the call hears of its leg; before the leg has a call, nobody hears anything. After {@code
 * LegEnded} nothing is said. Belongs to its leg and runs in the leg's mailbox.
 */
final class LegSignals {

  private final SipLeg leg;
  private final Time time;
  private final KeyTwins keys = new KeyTwins();
  private Optional<CallId> call = Optional.empty();
  private Consumer<Signal> sink = _ -> {};

  LegSignals(SipLeg leg, Time time) {
    this.leg = leg;
    this.time = time;
  }

  /** From now on the leg belongs to {@code ofCall}, which hears {@code signals}. */
  void belongsTo(CallId ofCall, Consumer<Signal> signals) {
    call = Optional.of(ofCall);
    sink = signals;
  }

  /** The call of which this is a leg, once it is known. */
  Optional<CallId> call() {
    return call;
  }

  void tell(Signal signal) {
    if (!(leg.state() instanceof LegState.Over) && !(leg.state() instanceof LegState.Leaving)) {
      sink.accept(signal);
    }
  }

  /** A key, which may come in more than one way and is told once. */
  void key(Key key, KeyTwins.Way way) {
    if (keys.isNew(key, way, time.elapsed())) {
      tell(new Signal.KeyPressed(leg.id(), key, time.now()));
    }
  }

  /** Tells when the far end has put us on hold or has come back. */
  void tellHold(boolean before) {
    boolean held = leg.sound().media().held();
    if (held != before) {
      tell(new Signal.HoldChanged(leg.id(), held));
    }
  }

  /** The last thing that is said about the leg. */
  void ended(EndCause cause) {
    sink.accept(new Signal.LegEnded(leg.id(), cause));
  }
}
