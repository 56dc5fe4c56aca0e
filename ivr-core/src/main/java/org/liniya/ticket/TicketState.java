package org.liniya.ticket;

import java.util.Locale;

/** Where a ticket stands. */
public enum TicketState {
  NEW,
  IN_PROGRESS,
  HANDED_OVER,
  WAITING,
  SOLVED,
  REOPENED,
  CLOSED;

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The state for a word such as {@code in-progress}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static TicketState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
