package org.liniya.store;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.port.OperatorStore;
import org.liniya.testkit.store.OperatorStoreContract;

@OnEachDatabase
final class OperatorsTableTest extends OperatorStoreContract {
  @RegisterExtension final FreshStore fresh = new FreshStore();

  @Override
  protected OperatorStore operators() {
    return fresh.store().operators();
  }
}
