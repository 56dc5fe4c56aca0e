package org.liniya.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Objects;

/**
 * The working hours of an office: by day of the week, with exceptions by date. A holiday is an
 * exception without hours, a short day one with fewer, a moved working day one with the hours of
 * another. Immutable, for any thread; every method is a pure function.
 *
 * <p>Working time is real time during which the clock on the wall shows working hours. Where the
 * clock is put forward, the hour that does not exist is not worked; where it is put back, the hour
 * that comes twice is worked twice.
 *
 * @param zone whose wall clock counts
 * @param week the hours of each day of the week; a day that is not named is closed
 * @param exceptions dates with hours of their own
 */
public record WorkingCalendar(
    ZoneId zone, Map<DayOfWeek, DayHours> week, Map<LocalDate, DayHours> exceptions) {

  /** The most working time that can be added or taken away at once. */
  public static final Duration MOST = Duration.ofDays(366);

  /** The longest time from one moment to another that is measured, about a hundred years. */
  public static final Duration FARTHEST = Duration.ofDays(36_600);

  /** The least working time in a week, so that every sum comes to an end soon. */
  public static final Duration LEAST_WEEK = Duration.ofHours(1);

  /** The most exceptions, ten years of them. */
  public static final int MOST_EXCEPTIONS = 3_660;

  public WorkingCalendar {
    week = Map.copyOf(week);
    exceptions = Map.copyOf(exceptions);
    if (week.values().stream().mapToLong(DayHours::length).sum() < LEAST_WEEK.toNanos()) {
      throw new IllegalArgumentException("a week has at least one working hour");
    }
    if (exceptions.size() > MOST_EXCEPTIONS) {
      throw new IllegalArgumentException("at most " + MOST_EXCEPTIONS + " exceptions");
    }
  }

  /** The working hours of a date. */
  public DayHours hours(LocalDate date) {
    DayHours exception = exceptions.get(date);
    return exception != null
        ? exception
        : Objects.requireNonNullElse(week.get(date.getDayOfWeek()), DayHours.CLOSED);
  }

  /** Whether work is done at this moment. The last moment of a span does not belong to it. */
  public boolean isOpen(Instant at) {
    ZonedDateTime wall = at.atZone(zone);
    return hours(wall.toLocalDate()).open(wall.toLocalTime().toNanoOfDay());
  }

  /** {@code at} itself when work is done then, else the moment when it next begins. */
  public Instant nextOpen(Instant at) {
    return isOpen(at) ? at : afterWork(at, 1).minusNanos(1);
  }

  /**
   * The first moment by which {@code work} of working time has passed since {@code start}: an hour
   * from 17:00 where work ends at 18:00 is 18:00, not the next morning. Nothing from a moment is
   * that moment, open or not.
   *
   * @throws IllegalArgumentException when {@code work} is negative or more than {@link #MOST}
   */
  public Instant add(Instant start, Duration work) {
    return afterWork(start, checked(work).toNanos());
  }

  /**
   * The last moment from which {@code work} of working time passes until {@code end}: an hour
   * before 10:00 where work begins at 9:00 is 9:00, not the evening before. Nothing before a moment
   * is that moment.
   *
   * @throws IllegalArgumentException when {@code work} is negative or more than {@link #MOST}
   */
  public Instant subtract(Instant end, Duration work) {
    if (checked(work).isZero()) {
      return end;
    }
    Duration back = Duration.ofDays(7);
    Instant start = end.minus(back);
    Duration worked = between(start, end);
    while (worked.compareTo(work) < 0) {
      Instant earlier = start.minus(back);
      worked = worked.plus(between(earlier, start));
      start = earlier;
      back = back.compareTo(FARTHEST.dividedBy(2)) < 0 ? back.multipliedBy(2) : back;
    }
    return nextOpen(afterWork(start, worked.minus(work).toNanos()));
  }

  /**
   * The working time from one moment to a later one; negative when {@code to} is the earlier.
   *
   * @throws IllegalArgumentException when they are further apart than {@link #FARTHEST}
   */
  public Duration between(Instant from, Instant to) {
    if (to.isBefore(from)) {
      return between(to, from).negated();
    }
    if (Duration.between(from, to).compareTo(FARTHEST) > 0) {
      throw new IllegalArgumentException("more than " + FARTHEST.toDays() + " days apart");
    }
    Duration worked = Duration.ZERO;
    Instant at = from;
    while (at.isBefore(to)) {
      Stretch stretch = Stretch.from(at, zone.getRules()).until(to);
      for (OpenSpan span : hours(stretch.date()).spans()) {
        Duration part = Duration.between(stretch.begin(span), stretch.end(span));
        worked = part.isPositive() ? worked.plus(part) : worked;
      }
      at = stretch.to();
    }
    return worked;
  }

  /** The end of a date on the wall: the first moment that no longer belongs to it. */
  public Instant endOf(LocalDate date) {
    return date.plusDays(1).atTime(LocalTime.MIDNIGHT).atZone(zone).toInstant();
  }

  /** Ends, for every week has working hours and the exceptions are numbered. */
  private Instant afterWork(Instant start, long nanos) {
    long left = nanos;
    Instant at = start;
    while (left > 0) {
      Stretch stretch = Stretch.from(at, zone.getRules());
      for (OpenSpan span : hours(stretch.date()).spans()) {
        Instant begin = stretch.begin(span);
        long part = Duration.between(begin, stretch.end(span)).toNanos();
        if (part >= left) {
          return begin.plusNanos(left);
        }
        left -= Math.max(0, part);
      }
      at = stretch.to();
    }
    return at;
  }

  private static Duration checked(Duration work) {
    if (work.isNegative() || work.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("working time is from nothing to " + MOST.toDays() + "d");
    }
    return work;
  }
}
