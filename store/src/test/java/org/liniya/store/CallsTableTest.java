package org.liniya.store;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.port.CallStore;
import org.liniya.testkit.store.CallStoreContract;

@OnEachDatabase
final class CallsTableTest extends CallStoreContract {
  @RegisterExtension final FreshStore fresh = new FreshStore();

  @Override
  protected CallStore calls() {
    return fresh.store().calls();
  }
}
