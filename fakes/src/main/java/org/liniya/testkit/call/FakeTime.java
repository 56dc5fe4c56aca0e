package org.liniya.testkit.call;

import java.time.Duration;
import java.time.Instant;
import org.liniya.port.Time;

/** A clock that stands until it is told to go on. Thread-safe. */
public final class FakeTime implements Time {

  private final Instant start;
  private Duration elapsed = Duration.ofSeconds(1_000);

  public FakeTime() {
    this(Instant.parse("2026-11-23T07:00:00Z"));
  }

  public FakeTime(Instant start) {
    this.start = start.minus(elapsed);
  }

  @Override
  public synchronized Instant now() {
    return start.plus(elapsed);
  }

  @Override
  public synchronized Duration elapsed() {
    return elapsed;
  }

  /** Lets time pass; never back. */
  public synchronized void advance(Duration by) {
    if (by.isPositive()) {
      elapsed = elapsed.plus(by);
    }
  }
}
