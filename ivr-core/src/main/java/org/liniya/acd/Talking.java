package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.OfferId;

/**
 * Operator and caller hear each other.
 *
 * @param pauseAfter the reason of a pause asked for meanwhile
 * @param consulting a call of the operator's own beside this one, while the caller hears music
 */
public record Talking(
    OfferId offer,
    CallId forCall,
    Instant since,
    Optional<String> pauseAfter,
    Optional<CallId> consulting)
    implements OperatorState {

  @Override
  public String word() {
    return consulting.isPresent() ? "consulting" : "talking";
  }

  @Override
  public Optional<CallId> call() {
    return Optional.of(forCall);
  }

  Talking pauseAfter(Optional<String> reason) {
    return new Talking(offer, forCall, since, reason, consulting);
  }

  Talking consulting(Optional<CallId> own) {
    return new Talking(offer, forCall, since, pauseAfter, own);
  }

  /** Serves another call under the same offer. */
  Talking moved(CallId call, Instant at) {
    return new Talking(offer, call, at, pauseAfter, consulting);
  }

  OperatorState ended(boolean registered, Duration wrapUp, Instant at) {
    if (consulting.isPresent()) {
      return new CallingOut(consulting.get(), at, pauseAfter);
    }
    if (!registered) {
      return new Offline(at, pauseAfter);
    }
    if (pauseAfter.isPresent()) {
      return new Paused(pauseAfter.get(), at);
    }
    return wrapUp.isPositive() ? WrapUp.begun(wrapUp, at) : Ready.fresh(at);
  }
}
