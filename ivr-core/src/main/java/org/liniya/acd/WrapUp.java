package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.liniya.call.CallId;

/**
 * Finishing the work of the last call.
 *
 * @param length what the group allows for it
 */
public record WrapUp(Instant since, Instant until, Duration length) implements OperatorState {

  static WrapUp begun(Duration length, Instant at) {
    return new WrapUp(at, at.plus(length), length);
  }

  @Override
  public String word() {
    return "wrap-up";
  }

  /** It begins anew; what is shown as its beginning stays. */
  WrapUp extended(Instant at) {
    return new WrapUp(since, at.plus(length), length);
  }

  Ready over(Instant at) {
    return Ready.fresh(at);
  }

  CallingOut callingOut(CallId call, Instant at) {
    return new CallingOut(call, at, Optional.empty());
  }

  Paused paused(String reason, Instant at) {
    return new Paused(reason, at);
  }

  Offline unregistered(Instant at) {
    return new Offline(at, Optional.empty());
  }
}
