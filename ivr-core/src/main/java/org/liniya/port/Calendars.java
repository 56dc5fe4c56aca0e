package org.liniya.port;

import java.time.Instant;
import org.liniya.calendar.WorkingCalendar;

/** The calendars of the configuration, by name. Thread-safe; never blocks. */
public interface Calendars {

  /**
   * A calendar.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  WorkingCalendar calendar(String name);

  /**
   * Whether a calendar is open at that moment.
   *
   * @throws IllegalArgumentException when there is no such calendar
   */
  default boolean open(String calendar, Instant at) {
    return calendar(calendar).isOpen(at);
  }
}
