package org.liniya.testkit.store;

import org.liniya.port.OperatorStore;

final class InMemoryOperatorsTest extends OperatorStoreContract {
  private final InMemoryOperators fake = new InMemoryOperators();

  @Override
  protected OperatorStore operators() {
    return fake;
  }
}
