package org.liniya.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.port.Journal;
import org.liniya.port.StoreException;

final class BreakableTest {
  private final InMemoryJournal journal = new InMemoryJournal();
  private final CallId call = Samples.call(0);

  @Test
  void aFailingFakeChangesNothingAndComesBack() {
    journal.failWith(() -> new StoreException("disk full"));
    assertThatThrownBy(() -> journal.commit(call, Samples.NOON, new JournalEvent.Rated(1)))
        .isInstanceOf(StoreException.class)
        .hasMessage("disk full");

    journal.failing(false);

    assertThat(journal.read(call)).isEmpty();
  }

  @Test
  void notedEventsWaitUntilTheFakeWorksAgain() {
    journal.failing(true);
    journal.note(call, Samples.NOON, new JournalEvent.CallAnswered());
    assertThat(journal.events(call)).isEmpty();

    journal.failing(false);
    journal.commit(call, Samples.NOON, new JournalEvent.Rated(1));

    assertThat(journal.read(call))
        .extracting(Journal.Entry::kind)
        .containsExactly("call-answered", "rated");
  }
}
