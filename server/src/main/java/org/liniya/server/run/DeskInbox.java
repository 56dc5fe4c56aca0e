package org.liniya.server.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Inbox;

/**
 * Everything that happens to one call of an operator, in order. Posted to by any thread, read by
 * the call's own. Bounded: what repeats at a telephone's will (keys, holding) means nothing here
 * and is not kept.
 */
final class DeskInbox implements Inbox {

  /** What can happen. */
  sealed interface Event {
    record Happened(Signal signal) implements Event {}

    record Dialled(Dialer.Result result) implements Event {}

    /** A transfer has taken the far party away. */
    record TakenOver() implements Event {}

    /** Nothing came in the time given. */
    record Nothing() implements Event {}
  }

  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();

  @Override
  public void post(Signal signal) {
    if (!(signal instanceof Signal.KeyPressed
        || signal instanceof Signal.HoldChanged
        || signal instanceof Signal.PlaceChanged)) {
      events.add(new Event.Happened(signal));
    }
  }

  void post(Event event) {
    events.add(event);
  }

  /** The next event, or {@code Nothing} when {@code wait} went by first. */
  Event take(Duration wait) throws InterruptedException {
    Event event = events.poll(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
    return event == null ? new Event.Nothing() : event;
  }

  /** What is still unread. */
  List<Signal> rest() {
    List<Event> left = new ArrayList<>();
    events.drainTo(left);
    return left.stream()
        .filter(Event.Happened.class::isInstance)
        .map(event -> ((Event.Happened) event).signal())
        .toList();
  }

  @Override
  public Optional<Signal> next(Duration wait) throws InterruptedException {
    return take(wait) instanceof Event.Happened(Signal signal)
        ? Optional.of(signal)
        : Optional.empty();
  }
}
