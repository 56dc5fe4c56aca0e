package org.liniya.trial;

import java.util.Optional;
import java.util.function.Supplier;
import org.liniya.call.EndCause;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.testkit.call.FakeDialer;
import org.liniya.testkit.call.FakeLeg;

/** The telephone outside that a caller of a trial is transferred to. For the trial's thread. */
final class Outside {

  private final Supplier<FakeLeg> legs;
  private Optional<FakeDialer.Attempt> ringing = Optional.empty();
  private Optional<FakeDialer.Attempt> answered = Optional.empty();
  private Optional<FakeLeg> leg = Optional.empty();

  Outside(FakeDialer dialer, Supplier<FakeLeg> legs) {
    this.legs = legs;
    dialer.onDial(attempt -> ringing = Optional.of(attempt));
  }

  boolean rings() {
    return ringing.filter(attempt -> !attempt.cancelled()).isPresent();
  }

  boolean talks() {
    return leg.filter(now -> now.ended().isEmpty()).isPresent();
  }

  void answers() {
    FakeLeg fresh = legs.get();
    leg = Optional.of(fresh);
    answered = ringing;
    tells(new Dialer.Result.Answered(fresh));
  }

  void isBusy() {
    tells(new Dialer.Result.Failed(EndCause.BUSY));
  }

  private void tells(Dialer.Result result) {
    FakeDialer.Attempt attempt = ringing.orElseThrow();
    ringing = Optional.empty();
    attempt.result(result);
  }

  void hangsUp() {
    Signal over = new Signal.LegEnded(leg.orElseThrow().id(), EndCause.NORMAL);
    answered.orElseThrow().request().sink().accept(over);
  }
}
