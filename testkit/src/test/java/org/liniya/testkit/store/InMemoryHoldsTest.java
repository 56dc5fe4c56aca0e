package org.liniya.testkit.store;

import org.liniya.port.TicketHolds;
import org.liniya.port.TicketStore;
import org.liniya.ticket.TicketPlan;

class InMemoryHoldsTest extends TicketHoldsContract {
  private final InMemoryTickets tickets = new InMemoryTickets(TicketPlan.STANDARD);
  private final InMemoryHolds holds = new InMemoryHolds(number -> tickets.find(number).isPresent());

  @Override
  protected TicketStore tickets() {
    return tickets;
  }

  @Override
  protected TicketHolds holds() {
    return holds;
  }
}
