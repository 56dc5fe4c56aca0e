package org.liniya.report;

import java.time.Duration;

/**
 * What the line is to reach. Immutable.
 *
 * @param serviceLevelPercent so many of a hundred are to be answered in time
 * @param within what in time is
 * @param shortAbandon who hangs up in the queue sooner did not want to wait at all
 * @param abandonedPercent at most so many of a hundred hang up in the queue, those apart
 * @param firstPrompt nine of ten callers hear the first prompt within this
 * @param rating the mean of the ratings, in tenths
 */
public record Targets(
    int serviceLevelPercent,
    Duration within,
    Duration shortAbandon,
    int abandonedPercent,
    Duration firstPrompt,
    int rating) {

  /** What is usual. */
  public static final Targets DEFAULT =
      new Targets(80, Duration.ofSeconds(20), Duration.ofSeconds(5), 5, Duration.ofSeconds(1), 40);
}
