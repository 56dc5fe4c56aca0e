package org.liniya.testkit.store;

import org.liniya.port.CallStore;

final class InMemoryCallsTest extends CallStoreContract {
  private final InMemoryCalls fake = new InMemoryCalls();

  @Override
  protected CallStore calls() {
    return fake;
  }
}
