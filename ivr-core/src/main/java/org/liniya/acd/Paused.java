package org.liniya.acd;

import java.time.Instant;
import java.util.Optional;
import org.liniya.call.CallId;

/** Registered, but not to be offered calls. */
public record Paused(String reason, Instant since) implements OperatorState {

  @Override
  public String word() {
    return "paused";
  }

  Ready ready(Instant at) {
    return Ready.fresh(at);
  }

  Paused paused(String newReason, Instant at) {
    return new Paused(newReason, at);
  }

  /** The pause goes on afterwards. */
  CallingOut callingOut(CallId call, Instant at) {
    return new CallingOut(call, at, Optional.of(reason));
  }

  /** A pause that a person asked for outlives the registration; an automatic one does not. */
  Offline unregistered(Instant at) {
    boolean kept = !reason.equals(MISSED_CALLS) && !reason.equals(NOT_READY_YET);
    return new Offline(at, kept ? Optional.of(reason) : Optional.empty());
  }
}
