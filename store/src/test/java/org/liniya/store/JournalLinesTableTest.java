package org.liniya.store;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.port.Journal;
import org.liniya.port.JournalLines;
import org.liniya.testkit.store.JournalLinesContract;

@OnEachDatabase
final class JournalLinesTableTest extends JournalLinesContract {

  @RegisterExtension final FreshStore fresh = new FreshStore();

  @Override
  protected Journal journal() {
    return fresh.store().journal();
  }

  @Override
  protected JournalLines lines() {
    return fresh.store().journalLines();
  }
}
