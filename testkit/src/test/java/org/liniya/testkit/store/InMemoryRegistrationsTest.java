package org.liniya.testkit.store;

import org.liniya.port.RegistrationStore;

final class InMemoryRegistrationsTest extends RegistrationStoreContract {
  private final InMemoryRegistrations fake = new InMemoryRegistrations();

  @Override
  protected RegistrationStore registrations() {
    return fake;
  }
}
