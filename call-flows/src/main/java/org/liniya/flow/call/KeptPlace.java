package org.liniya.flow.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.liniya.call.CallerNumber;
import org.liniya.call.JournalEvent.CallbackGivenUp;
import org.liniya.call.JournalEvent.PlaceKept;
import org.liniya.call.PhoneNumber;
import org.liniya.callback.DiallingRule;
import org.liniya.callback.PlaceRule;

/**
 * The place that a caller has from before this call: of a callback that is being made, or one that
 * {@link PlaceRule} gives to who calls back first. Looked for once. Runs only on the call's thread.
 */
final class KeptPlace {

  private final LiveCall call;
  private Found found = new Found.NotAsked();

  private sealed interface Found {
    record NotAsked() implements Found {}

    record Own() implements Found {}

    record Earlier(Instant rank) implements Found {}
  }

  KeptPlace(LiveCall call) {
    this.call = call;
  }

  /** The caller was rung at their turn, and has this place. */
  void is(Instant rank) {
    found = new Found.Earlier(rank);
  }

  /**
   * The head start that gives the call its place: that of the flow, or more. Without the store the
   * call has its own place.
   */
  Duration headStart(Duration own) {
    Instant arrived = call.arrival().at();
    if (found instanceof Found.NotAsked) {
      found = new Found.Own();
      call.keep(() -> look(arrived.minus(own)));
    }
    return switch (found) {
      case Found.Earlier(Instant rank) when rank.isBefore(arrived.minus(own)) ->
          Duration.between(rank, arrived);
      case Found.Earlier _, Found.Own _, Found.NotAsked _ -> own;
    };
  }

  private void look(Instant own) {
    Ports ports = call.ports();
    Optional<PhoneNumber> number =
        call.arrival().from() instanceof CallerNumber.Network(PhoneNumber value)
            ? Optional.of(value)
            : Optional.empty();
    Instant now = ports.time().now();
    ports
        .callbacks()
        .takePlace(call.arrival().call(), number, call.ticket().found(), own, now)
        .ifPresent(kept -> keep(kept, own, now));
  }

  private void keep(PlaceRule.Kept kept, Instant own, Instant now) {
    found = new Found.Earlier(kept.rank());
    call.log()
        .commit(
            new PlaceKept(
                kept.of().toString(),
                Duration.between(kept.rank(), own).toMillis(),
                kept.reason()));
    call.ports()
        .journal()
        .commitLater(kept.of(), now, new CallbackGivenUp(DiallingRule.CALLED_BACK));
  }
}
