package org.liniya.port;

import java.time.Duration;
import java.time.Instant;

/**
 * Time as the domain sees it. The two clocks are unrelated: never subtract one from the other.
 * Thread-safe.
 */
public interface Time {

  /** Wall-clock time, for people and for the journal; may jump. */
  Instant now();

  /** Monotonic time since some fixed moment of this process, for measuring. */
  Duration elapsed();
}
