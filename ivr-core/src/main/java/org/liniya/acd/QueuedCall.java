package org.liniya.acd;

import java.time.Instant;
import java.util.Comparator;
import org.liniya.call.CallId;
import org.liniya.call.Language;

/**
 * A call in a queue. Immutable; ordered by rank, the longer wait first, ties by call id.
 *
 * @param rank arrival − head start: one number orders everyone, so ageing needs no timer
 * @param entered when it joined this queue
 */
record QueuedCall(CallId call, String group, Language language, Instant rank, Instant entered)
    implements Comparable<QueuedCall> {

  private static final Comparator<QueuedCall> BY_RANK =
      Comparator.comparing(QueuedCall::rank).thenComparing(QueuedCall::call);

  @Override
  public int compareTo(QueuedCall other) {
    return BY_RANK.compare(this, other);
  }
}
