package org.liniya.store;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.port.TicketStore;
import org.liniya.testkit.store.TicketStoreContract;

@OnEachDatabase
final class TicketsTableTest extends TicketStoreContract {
  @RegisterExtension final FreshStore fresh = new FreshStore();

  @Override
  protected TicketStore tickets() {
    return fresh.store().tickets();
  }
}
