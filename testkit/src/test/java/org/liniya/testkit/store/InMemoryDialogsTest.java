package org.liniya.testkit.store;

import org.liniya.port.DialogStore;

final class InMemoryDialogsTest extends DialogStoreContract {
  private final InMemoryDialogs fake = new InMemoryDialogs();

  @Override
  protected DialogStore dialogs() {
    return fake;
  }
}
