package org.liniya.ticket;

import java.util.List;

/**
 * All that was done to a ticket, the first first, and how far that has brought it. Immutable.
 *
 * @param category as it is now
 */
public record TicketHistory(
    TicketNumber number,
    String category,
    Priority priority,
    TicketLife life,
    List<TicketEntry> entries) {

  public TicketHistory {
    entries = List.copyOf(entries);
  }
}
