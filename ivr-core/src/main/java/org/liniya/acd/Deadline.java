package org.liniya.acd;

import java.time.Instant;
import java.util.Comparator;

/**
 * Something that is due at a time, unless it has become pointless by then. Immutable; the sequence
 * number makes the order of equal times the order of asking.
 */
record Deadline(Instant at, long sequence, WakeKey key) implements Comparable<Deadline> {

  private static final Comparator<Deadline> BY_TIME =
      Comparator.comparing(Deadline::at).thenComparingLong(Deadline::sequence);

  @Override
  public int compareTo(Deadline other) {
    return BY_TIME.compare(this, other);
  }
}
