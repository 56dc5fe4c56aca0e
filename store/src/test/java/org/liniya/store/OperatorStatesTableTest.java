package org.liniya.store;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.port.OperatorStates;
import org.liniya.port.OperatorStore;
import org.liniya.testkit.store.OperatorStatesContract;

@OnEachDatabase
final class OperatorStatesTableTest extends OperatorStatesContract {

  @RegisterExtension final FreshStore fresh = new FreshStore();

  @Override
  protected OperatorStore operators() {
    return fresh.store().operators();
  }

  @Override
  protected OperatorStates states() {
    return fresh.store().operatorStates();
  }
}
