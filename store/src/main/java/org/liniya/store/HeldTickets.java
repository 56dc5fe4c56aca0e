package org.liniya.store;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.liniya.ticket.TicketNumber;

/**
 * Tickets that somebody holds, so that they must not be deleted. Holds come with a later migration
 * than this class: without their table nothing is held. Stateless; runs in the caller's
 * transaction.
 */
final class HeldTickets implements BelongingsQuery.Held {
  @Override
  public Set<TicketNumber> among(Handle handle, List<TicketNumber> tickets) {
    return canBeHeld(handle)
        ? handle
            .createQuery(
                "select distinct number from ticket_holds where released_at is null"
                    + " and number in (<tickets>)")
            .bindList("tickets", tickets.stream().map(TicketNumber::digits).toList())
            .map((row, _) -> new TicketNumber(row.getString("number")))
            .stream()
            .collect(toSet())
        : Set.of();
  }

  private static boolean canBeHeld(Handle handle) {
    return handle
            .createQuery(
                "select count(*) from information_schema.tables where table_schema = current_schema"
                    + " and lower(table_name) = 'ticket_holds'")
            .mapTo(Integer.class)
            .one()
        > 0;
  }
}
