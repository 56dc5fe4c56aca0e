package org.liniya.testkit.store;

import org.liniya.port.TicketDesk;
import org.liniya.port.TicketStore;

final class InMemoryTicketDeskTest extends TicketDeskContract {
  private final InMemoryTickets fake = new InMemoryTickets(PLAN);

  @Override
  protected TicketStore tickets() {
    return fake;
  }

  @Override
  protected TicketDesk desk() {
    return fake;
  }

  @Override
  protected void restart() {
    // memory has no restart
  }
}
