package org.liniya.port;

import java.time.Instant;

/** The calendars of the configuration, by name. Thread-safe; never blocks. */
public interface Calendars {

  /**
   * Whether a calendar is open at that moment.
   *
   * @throws IllegalArgumentException when there is no such calendar
   */
  boolean open(String calendar, Instant at);
}
