package org.liniya.server.config;

import java.time.Duration;

/**
 * Bounds that always hold, whatever a flow says; each ends a call kindly. Immutable.
 *
 * @param calls at once; further callers hear busy
 * @param wholeCall from answer to end
 * @param menu the time before the queue
 * @param queue the time in the queue
 * @param sameStep visits of one step within a call
 */
public record Limits(int calls, Duration wholeCall, Duration menu, Duration queue, int sameStep) {
  public static final Limits DEFAULT =
      new Limits(500, Duration.ofHours(2), Duration.ofMinutes(15), Duration.ofMinutes(60), 20);
}
