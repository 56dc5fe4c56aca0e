package org.liniya.acd;

import java.time.Instant;
import java.util.Optional;
import org.liniya.call.CallId;

/** Finishing the work of the last call. */
public record WrapUp(Instant since, Instant until) implements OperatorState {

  @Override
  public String word() {
    return "wrap-up";
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
