package org.liniya.store;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.port.Journal;
import org.liniya.testkit.store.JournalContract;

@OnEachDatabase
final class JournalTableTest extends JournalContract {
  @RegisterExtension final FreshStore fresh = new FreshStore();

  @Override
  protected Journal journal() {
    return fresh.store().journal();
  }
}
