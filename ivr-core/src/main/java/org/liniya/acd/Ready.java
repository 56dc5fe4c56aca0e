package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.OfferId;

/**
 * May be offered a call.
 *
 * @param idleSince decides who is next
 * @param offerableFrom the end of the cool-down; not after {@code since} when there is none
 * @param misses offers missed in a row
 */
public record Ready(Instant since, Instant idleSince, Instant offerableFrom, int misses)
    implements OperatorState {

  static Ready fresh(Instant at) {
    return new Ready(at, at, at, 0);
  }

  @Override
  public String word() {
    return "ready";
  }

  Ringing offered(OfferId offer, CallId call, Instant at) {
    return new Ringing(this, offer, call, at, Optional.empty());
  }

  Paused paused(String reason, Instant at) {
    return new Paused(reason, at);
  }

  Offline unregistered(Instant at) {
    return new Offline(at, Optional.empty());
  }

  CallingOut callingOut(CallId call, Instant at) {
    return new CallingOut(call, at, Optional.empty());
  }

  /** Ready as before, with its idle time, but left alone for a while. */
  Ready cooling(Duration coolDown, Instant at) {
    return new Ready(at, idleSince, at.plus(coolDown), 0);
  }
}
