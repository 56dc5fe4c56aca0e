package org.liniya.store;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.liniya.ticket.TicketNumber;

/**
 * Tickets that somebody holds, so that they must not be deleted. Stateless; runs in the caller's
 * transaction.
 */
final class HeldTickets implements BelongingsQuery.Held {
  @Override
  public Set<TicketNumber> among(Handle handle, List<TicketNumber> tickets) {
    return handle
        .createQuery(
            "select distinct number from ticket_holds where released_at is null"
                + " and number in (<tickets>)")
        .bindList("tickets", tickets.stream().map(TicketNumber::digits).toList())
        .map((row, _) -> new TicketNumber(row.getString("number")))
        .stream()
        .collect(toSet());
  }
}
