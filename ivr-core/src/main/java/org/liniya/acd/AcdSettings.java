package org.liniya.acd;

import java.time.Duration;

/**
 * Bounds of the ACD that are not a group's own. Immutable.
 *
 * @param coolDown how long an operator is left alone after an offer that came to nothing
 * @param bridgeTimeout how long an answered telephone waits for the caller's side to say that the
 *     two hear each other; a whisper lies within it
 */
public record AcdSettings(Duration coolDown, Duration bridgeTimeout) {

  public static final AcdSettings DEFAULTS =
      new AcdSettings(Duration.ofSeconds(10), Duration.ofSeconds(5));

  public AcdSettings {
    if (coolDown.isNegative() || bridgeTimeout.isNegative()) {
      throw new IllegalArgumentException("durations are not negative");
    }
  }
}
