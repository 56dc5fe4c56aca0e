package org.liniya.testkit.store;

import org.liniya.port.TicketStore;

final class InMemoryTicketsTest extends TicketStoreContract {
  private final InMemoryTickets fake = new InMemoryTickets();

  @Override
  protected TicketStore tickets() {
    return fake;
  }
}
