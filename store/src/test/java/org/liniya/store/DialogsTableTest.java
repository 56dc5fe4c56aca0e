package org.liniya.store;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.port.DialogStore;
import org.liniya.testkit.store.DialogStoreContract;

@OnEachDatabase
final class DialogsTableTest extends DialogStoreContract {
  @RegisterExtension final FreshStore fresh = new FreshStore();

  @Override
  protected DialogStore dialogs() {
    return fresh.store().dialogs();
  }
}
