package org.liniya.sip;

import java.time.Duration;

/**
 * How hard the machine works, at one look. Immutable.
 *
 * @param lateness the latest packet of sound since the last look
 * @param heapPercent memory in use after the last collection
 * @param backlog requests waiting to be sorted
 */
public record Strain(Duration lateness, int heapPercent, int backlog) {

  public static final Strain NONE = new Strain(Duration.ZERO, 0, 0);
}
