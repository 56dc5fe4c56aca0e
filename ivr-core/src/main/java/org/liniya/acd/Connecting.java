package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.OfferId;

/** Answered; the caller's side is about to bridge. Shown as talking. */
public record Connecting(
    Ready before, OfferId offer, CallId forCall, Instant since, Optional<String> pauseAfter)
    implements OperatorState {

  @Override
  public String word() {
    return "talking";
  }

  @Override
  public Optional<CallId> call() {
    return Optional.of(forCall);
  }

  Connecting pauseAfter(Optional<String> reason) {
    return new Connecting(before, offer, forCall, since, reason);
  }

  Talking bridged(Instant at) {
    return new Talking(offer, forCall, at, pauseAfter, Optional.empty());
  }

  /** It came to no talk: no wrap-up, but a cool-down, in which the telephone can be put down. */
  OperatorState ended(boolean registered, Duration coolDown, Instant at) {
    if (!registered) {
      return new Offline(at, pauseAfter);
    }
    return pauseAfter.isPresent() ? new Paused(pauseAfter.get(), at) : before.cooling(coolDown, at);
  }
}
