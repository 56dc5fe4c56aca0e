package org.liniya.acd;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;

/** A caller as a {@link DayWitness} knows one who waits, with offers in flight or without. */
record WaitingCaller(
    CallId call,
    String group,
    Language language,
    Instant rank,
    Instant entered,
    Optional<OperatorId> lastServed) {

  static final Comparator<WaitingCaller> BY_RANK =
      Comparator.comparing(WaitingCaller::rank).thenComparing(WaitingCaller::call);

  boolean before(WaitingCaller other) {
    return BY_RANK.compare(this, other) < 0;
  }
}
