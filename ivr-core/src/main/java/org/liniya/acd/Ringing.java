package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.OfferId;

/**
 * An offer is in flight.
 *
 * @param before what to go back to
 * @param soundingSince when the telephone began to ring, as far as we know
 */
public record Ringing(
    Ready before, OfferId offer, CallId forCall, Instant since, Optional<Instant> soundingSince)
    implements OperatorState {

  @Override
  public String word() {
    return "ringing";
  }

  @Override
  public Optional<CallId> call() {
    return Optional.of(forCall);
  }

  Ringing sounding(Instant at) {
    return new Ringing(before, offer, forCall, since, Optional.of(at));
  }

  Connecting answered(Instant at) {
    return new Connecting(before, offer, forCall, at, Optional.empty());
  }

  /** The operator did nothing wrong: the old idle time stands. */
  Ready withdrawn(Instant at) {
    return new Ready(at, before.idleSince(), before.offerableFrom(), before.misses());
  }

  CallingOut callingOut(CallId call, Instant at) {
    return new CallingOut(call, at, Optional.empty());
  }

  /** The next call goes to others first: the idle time begins anew, after a cool-down. */
  OperatorState failed(boolean missed, int missesBeforePause, Duration coolDown, Instant at) {
    int misses = before.misses() + (missed ? 1 : 0);
    return missed && misses >= missesBeforePause
        ? new Paused(MISSED_CALLS, at)
        : new Ready(at, at, at.plus(coolDown), misses);
  }

  Paused paused(String reason, Instant at) {
    return new Paused(reason, at);
  }

  Offline unregistered(Instant at) {
    return new Offline(at, Optional.empty());
  }
}
