package org.liniya.ticket;

import java.time.Duration;

/** A part of a recording, by times from its beginning. Immutable. */
public record Passage(Duration from, Duration to) {

  /**
   * @throws IllegalArgumentException when it ends before it begins
   */
  public Passage {
    if (from.isNegative() || to.compareTo(from) < 0) {
      throw new IllegalArgumentException("a passage from " + from + " to " + to);
    }
  }

  public Duration length() {
    return to.minus(from);
  }
}
