package org.liniya.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * A stretch of time within one date by the wall and with one offset from UTC, so that the wall
 * clock runs evenly in it. Days are cut at changes of the clock: an hour that does not exist is in
 * no stretch, an hour that comes twice in two. Immutable.
 */
record Stretch(LocalDate date, ZoneOffset offset, Instant from, Instant to) {

  /** The stretch that begins at {@code from} and goes on to midnight or a change of the clock. */
  static Stretch from(Instant from, ZoneRules rules) {
    ZoneOffset offset = rules.getOffset(from);
    LocalDate date = LocalDate.ofInstant(from, offset);
    Instant midnight = date.plusDays(1).atTime(LocalTime.MIDNIGHT).toInstant(offset);
    ZoneOffsetTransition change = rules.nextTransition(from);
    boolean cut = change != null && change.getInstant().isBefore(midnight);
    return new Stretch(date, offset, from, cut ? change.getInstant() : midnight);
  }

  /** This stretch up to {@code end} at most. */
  Stretch until(Instant end) {
    return end.isBefore(to) ? new Stretch(date, offset, from, end) : this;
  }

  /** The later of the beginning of the stretch and of the span on this date. */
  Instant begin(OpenSpan span) {
    Instant begin = onThisDate(span.fromNanos());
    return begin.isAfter(from) ? begin : from;
  }

  /** The earlier of the ends of the stretch and of the span on this date. */
  Instant end(OpenSpan span) {
    Instant end = onThisDate(span.toNanos());
    return end.isBefore(to) ? end : to;
  }

  private Instant onThisDate(long nanos) {
    return date.atStartOfDay().toInstant(offset).plusNanos(nanos);
  }
}
