package org.liniya.testkit.call;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.PriorityQueue;
import org.liniya.call.Signal;
import org.liniya.port.Inbox;

/**
 * An inbox in virtual time: waiting moves the clock to the next thing that was scheduled, and so
 * takes no time at all. For one thread, which runs the call and the scenario alike.
 */
public final class FakeInbox implements Inbox {

  private final FakeTime time;
  private final Deque<Signal> signals = new ArrayDeque<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::order));
  private long scheduled;
  private long interruptedBefore = Long.MAX_VALUE;
  private long taken;

  private record Event(Duration at, long order, Runnable action) {}

  public FakeInbox(FakeTime time) {
    this.time = time;
  }

  @Override
  public void post(Signal signal) {
    signals.add(signal);
  }

  /** Does something when the clock has moved on by {@code delay}. */
  public void after(Duration delay, Runnable action) {
    events.add(new Event(time.elapsed().plus(delay), scheduled++, action));
  }

  /** How long until what was scheduled next; empty when nothing is. */
  public Optional<Duration> due() {
    return Optional.ofNullable(events.peek()).map(event -> event.at().minus(time.elapsed()));
  }

  /** Interrupts the call's thread at its next wait. */
  public void interruptNext() {
    interruptedBefore = taken + 1;
  }

  @Override
  public Optional<Signal> next(Duration wait) throws InterruptedException {
    if (++taken >= interruptedBefore) {
      interruptedBefore = Long.MAX_VALUE;
      throw new InterruptedException("a test said so");
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Duration until = wait.isPositive() ? time.elapsed().plus(wait) : time.elapsed();
    while (signals.isEmpty()) {
      Event event = events.peek();
      if (event == null || event.at().compareTo(until) > 0) {
        time.advance(until.minus(time.elapsed()));
        return Optional.empty();
      }
      events.remove();
      time.advance(event.at().minus(time.elapsed()));
      event.action().run();
    }
    return Optional.of(signals.remove());
  }
}
