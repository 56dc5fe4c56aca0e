package org.liniya.flow.call;

import java.time.Duration;

/**
 * Limits that always hold; reaching one ends the call kindly. Immutable.
 *
 * @param call the whole call
 * @param menu everything outside queue and talk
 * @param queue one waiting
 * @param visits of one step in one call
 */
public record Limits(Duration call, Duration menu, Duration queue, int visits) {
  public static final Limits DEFAULT =
      new Limits(Duration.ofHours(2), Duration.ofMinutes(15), Duration.ofMinutes(60), 20);
}
