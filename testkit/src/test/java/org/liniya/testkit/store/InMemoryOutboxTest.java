package org.liniya.testkit.store;

import org.liniya.port.Outbox;
import org.liniya.port.TicketDesk;
import org.liniya.port.TicketStore;

final class InMemoryOutboxTest extends OutboxContract {
  private final InMemoryOutbox outbox = new InMemoryOutbox(SUBSCRIPTIONS);
  private final InMemoryTickets tickets = new InMemoryTickets(PLAN, outbox::add);

  @Override
  protected TicketStore tickets() {
    return tickets;
  }

  @Override
  protected TicketDesk desk() {
    return tickets;
  }

  @Override
  protected Outbox outbox() {
    return outbox;
  }

  @Override
  protected void restart() {
    // memory is all there is
  }
}
