package org.liniya.acd;

import java.time.Instant;
import java.util.Optional;
import org.liniya.call.CallId;

/**
 * On a call of their own: with a colleague, or outside.
 *
 * @param own that call
 * @param pauseAfter the reason of a pause before it, or asked for meanwhile
 */
public record CallingOut(CallId own, Instant since, Optional<String> pauseAfter)
    implements OperatorState {

  @Override
  public String word() {
    return "calling-out";
  }

  CallingOut pauseAfter(Optional<String> reason) {
    return new CallingOut(own, since, reason);
  }

  OperatorState over(boolean registered, Instant at) {
    if (!registered) {
      return new Offline(at, pauseAfter);
    }
    return pauseAfter.isPresent() ? new Paused(pauseAfter.get(), at) : Ready.fresh(at);
  }
}
