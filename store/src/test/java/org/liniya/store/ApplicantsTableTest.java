package org.liniya.store;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.port.Applicants;
import org.liniya.port.TicketStore;
import org.liniya.testkit.store.ApplicantsContract;

@OnEachDatabase
final class ApplicantsTableTest extends ApplicantsContract {
  @RegisterExtension final FreshStore fresh = new FreshStore();

  @Override
  protected Applicants applicants() {
    return fresh.store().applicants();
  }

  @Override
  protected TicketStore tickets() {
    return fresh.store().tickets();
  }
}
