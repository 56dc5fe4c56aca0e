package org.liniya.testkit.store;

import org.liniya.port.CallStore;
import org.liniya.port.Contacts;
import org.liniya.port.TicketStore;

final class InMemoryContactsTest extends ContactsContract {
  private final InMemoryCalls calls = new InMemoryCalls();
  private final InMemoryTickets tickets = new InMemoryTickets();

  @Override
  protected CallStore calls() {
    return calls;
  }

  @Override
  protected TicketStore tickets() {
    return tickets;
  }

  @Override
  protected Contacts contacts() {
    return new InMemoryContacts(calls, tickets);
  }
}
