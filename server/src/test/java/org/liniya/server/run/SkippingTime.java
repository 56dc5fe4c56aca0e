package org.liniya.server.run;

import java.time.Duration;
import java.time.Instant;
import org.liniya.port.Time;

/** The real clock, with hours left out at a test's word. Thread-safe. */
final class SkippingTime implements Time {

  private final SystemTime real = new SystemTime();
  private volatile Duration skipped = Duration.ZERO;

  /** From now on it is so much later. */
  void skip(Duration span) {
    skipped = span;
  }

  @Override
  public Instant now() {
    return real.now().plus(skipped);
  }

  @Override
  public Duration elapsed() {
    return real.elapsed().plus(skipped);
  }
}
