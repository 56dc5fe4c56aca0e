package org.liniya.testkit.store;

import org.liniya.port.Journal;

final class InMemoryJournalTest extends JournalContract {
  private final InMemoryJournal fake = new InMemoryJournal();

  @Override
  protected Journal journal() {
    return fake;
  }
}
