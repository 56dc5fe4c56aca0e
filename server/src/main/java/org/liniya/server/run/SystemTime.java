package org.liniya.server.run;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.liniya.port.Time;

/**
 * The machine's clocks. Wall-clock time is cut to milliseconds, so that what is stored equals what
 * was meant. Thread-safe.
 */
public final class SystemTime implements Time {

  private final long origin = System.nanoTime();

  @Override
  public Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - origin);
  }
}
