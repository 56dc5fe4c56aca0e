package org.liniya.store;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.port.Callbacks;
import org.liniya.testkit.store.CallbacksContract;

@OnEachDatabase
final class CallbacksTableTest extends CallbacksContract {
  @RegisterExtension final FreshStore fresh = new FreshStore();

  @Override
  protected Callbacks callbacks() {
    return fresh.store().callbacks();
  }
}
