package org.liniya.sip.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.liniya.port.Time;

/** Time that passes only when nothing is left to do at the present moment. For one thread. */
public final class SimTime implements Time {

  private record Event(long at, long number, Runnable task) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private long nowMs;
  private long numbers;

  /** Does something later; what is due at the same time runs in the order of the asking. */
  public void after(long millis, Runnable task) {
    events.add(new Event(nowMs + millis, numbers++, task));
  }

  /** Runs until nothing is left to do, or until {@code untilMs}; false when something is left. */
  public boolean runUntil(long untilMs) {
    while (!events.isEmpty()) {
      if (events.peek().at() > untilMs) {
        return false;
      }
      Event event = events.remove();
      nowMs = event.at();
      event.task().run();
    }
    return true;
  }

  public long millis() {
    return nowMs;
  }

  @Override
  public Instant now() {
    return Instant.EPOCH.plusMillis(nowMs);
  }

  @Override
  public Duration elapsed() {
    return Duration.ofMillis(nowMs);
  }
}
