package org.liniya.store;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.port.TicketHolds;
import org.liniya.port.TicketStore;
import org.liniya.testkit.store.TicketHoldsContract;

@OnEachDatabase
final class TicketHoldsTableTest extends TicketHoldsContract {
  @RegisterExtension final FreshStore fresh = new FreshStore();

  @Override
  protected TicketStore tickets() {
    return fresh.store().tickets();
  }

  @Override
  protected TicketHolds holds() {
    return fresh.store().ticketHolds();
  }
}
