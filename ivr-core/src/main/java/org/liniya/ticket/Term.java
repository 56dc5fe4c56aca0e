package org.liniya.ticket;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.liniya.calendar.WorkingCalendar;

/** How long something may take. Immutable; pure functions. */
public sealed interface Term {

  /** The deadline of what begins at {@code start}, by the zone and the hours of a calendar. */
  Deadline from(Instant start, WorkingCalendar calendar);

  /**
   * Days of the calendar, holidays included: the day after the start is the first, and it is late
   * when the last is over.
   *
   * @param days 1 to 366
   */
  record CalendarDays(int days) implements Term {

    private static final int MOST = 366;

    public CalendarDays {
      if (days < 1 || days > MOST) {
        throw new IllegalArgumentException("a term is 1 to %d days".formatted(MOST));
      }
    }

    @Override
    public Deadline from(Instant start, WorkingCalendar calendar) {
      LocalDate last = LocalDate.ofInstant(start, calendar.zone()).plusDays(days);
      return new Deadline(calendar.endOf(last), calendar.zone());
    }
  }

  /**
   * Time in which the office works.
   *
   * @param work more than nothing, at most {@link WorkingCalendar#MOST}
   */
  record WorkingTime(Duration work) implements Term {

    public WorkingTime {
      if (!work.isPositive() || work.compareTo(WorkingCalendar.MOST) > 0) {
        throw new IllegalArgumentException(
            "a term is more than nothing and at most %d days"
                .formatted(WorkingCalendar.MOST.toDays()));
      }
    }

    @Override
    public Deadline from(Instant start, WorkingCalendar calendar) {
      return new Deadline(calendar.add(start, work), calendar.zone());
    }
  }
}
