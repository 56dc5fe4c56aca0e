package org.liniya.store;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.port.RegistrationStore;
import org.liniya.testkit.store.RegistrationStoreContract;

@OnEachDatabase
final class RegistrationsTableTest extends RegistrationStoreContract {
  @RegisterExtension final FreshStore fresh = new FreshStore();

  @Override
  protected RegistrationStore registrations() {
    return fresh.store().registrations();
  }
}
