package org.liniya.server.run;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Time;

/**
 * Everything that happens to a party who is joined by the tie, in order. Posted to by any thread,
 * read by the joining's own. Bounded: of what repeats at a telephone's will, keys and holding, only
 * so much is kept.
 */
final class TieInbox {

  /** What can happen. */
  sealed interface Event {
    /** Of the party's telephone, while it is dialled. */
    record Rung(Dialer.Result result) implements Event {}

    /** Of the call over the tie, until it is up. */
    record Tied(Tie.Result result) implements Event {}

    record OfParty(Signal signal) implements Event {}

    record OfNear(Signal signal) implements Event {}

    record OfFar(Signal signal) implements Event {}

    /** Who dialled has given up. */
    record Cancelled() implements Event {}

    /** Nothing came in the time given. */
    record TimeUp() implements Event {}
  }

  private static final int MOST_UNREAD = 500;

  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Time time;

  TieInbox(Time time) {
    this.time = time;
  }

  void post(Event event) {
    boolean mayBeLost =
        event instanceof Event.OfParty(Signal signal)
            && (signal instanceof Signal.KeyPressed || signal instanceof Signal.HoldChanged);
    if (!mayBeLost || events.size() < MOST_UNREAD) {
      events.add(event);
    }
  }

  /** When that much time is over, from now. */
  Duration after(Duration span) {
    return time.elapsed().plus(span);
  }

  Event take() throws InterruptedException {
    return events.take();
  }

  /** The next, or {@code TimeUp} when it is {@code until} first. */
  Event take(Duration until) throws InterruptedException {
    long left = Math.max(0, until.minus(time.elapsed()).toNanos());
    Event event = events.poll(left, TimeUnit.NANOSECONDS);
    return event == null ? new Event.TimeUp() : event;
  }
}
