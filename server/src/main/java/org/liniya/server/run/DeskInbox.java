package org.liniya.server.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.liniya.call.EndCause;
import org.liniya.call.Signal;
import org.liniya.call.Supervision;
import org.liniya.port.Dialer;
import org.liniya.port.Guest;
import org.liniya.port.Inbox;
import org.liniya.port.Leg;

/**
 * Everything that happens to one call of an operator, in order. Posted to by any thread, read by
 * the call's own. Bounded: of what repeats at a telephone's will, holding means nothing here and is
 * not kept, and keys are kept a few at a time.
 */
final class DeskInbox implements Inbox {

  /** What can happen. */
  sealed interface Event {
    record Happened(Signal signal) implements Event {}

    record Dialled(Dialer.Result result) implements Event {}

    /** A transfer has taken the far party away. */
    record TakenOver() implements Event {}

    /** The conference with a caller is over; the far party has not left. */
    record Parted() implements Event {}

    /** Of the talk that a supervisor hears, or wants to. */
    record OfTalk(Guest.News news) implements Event {}

    /** A supervisor wants another mode, by the API. */
    record ModeWanted(Supervision mode) implements Event {}

    /** Nothing came in the time given. */
    record Nothing() implements Event {}
  }

  /** Nobody presses more before the first is looked at. */
  private static final int MOST_WAITING_FOR_KEYS = 20;

  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private boolean closed;

  @Override
  public void post(Signal signal) {
    boolean kept =
        switch (signal) {
          case Signal.HoldChanged _, Signal.PlaceChanged _ -> false;
          case Signal.KeyPressed _ -> events.size() < MOST_WAITING_FOR_KEYS;
          default -> true;
        };
    if (kept) {
      post(new Event.Happened(signal));
    }
  }

  synchronized void post(Event event) {
    if (closed) {
      letGo(event);
    } else {
      events.add(event);
    }
  }

  /** Nobody reads on: a number that answers all the same is let go. */
  synchronized void close() {
    closed = true;
    List<Event> left = new ArrayList<>();
    events.drainTo(left);
    left.forEach(DeskInbox::letGo);
  }

  private static void letGo(Event event) {
    if (event instanceof Event.Dialled(Dialer.Result.Answered(Leg leg))) {
      leg.hangUp(EndCause.NORMAL);
    }
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
