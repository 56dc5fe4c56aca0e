package org.liniya.testkit.store;

import org.liniya.port.Callbacks;

final class InMemoryCallbacksTest extends CallbacksContract {
  private final InMemoryCallbacks fake = new InMemoryCallbacks();

  @Override
  protected Callbacks callbacks() {
    return fake;
  }
}
