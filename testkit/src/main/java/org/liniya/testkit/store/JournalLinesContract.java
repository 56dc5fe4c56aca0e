package org.liniya.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.port.Journal;
import org.liniya.port.JournalLines;

/** What every {@link JournalLines} keeps to. */
public abstract class JournalLinesContract {
  private static final Instant AT = Samples.NOON;

  /** Where events are written; of this test, new and empty. */
  protected abstract Journal journal();

  /** What reads them. */
  protected abstract JournalLines lines();

  private static CallId arrived(int second) {
    return CallId.create(AT.plusSeconds(second), new Random(second));
  }

  @Test
  void linesOfTheKindsAreGivenByCallInOrder() {
    CallId first = arrived(0);
    CallId second = arrived(10);
    journal().commit(second, AT.plusSeconds(11), new JournalEvent.Rated(2));
    journal().commit(first, AT.plusSeconds(20), new JournalEvent.Queued("access", 0, "place 3"));
    journal().commit(first, AT.plusSeconds(30), new JournalEvent.TicketOpened("10000005", "a"));
    journal().commit(first, AT.plusSeconds(40), new JournalEvent.Rated(5));

    assertThat(lines().of(AT, AT.plusSeconds(11), Set.of("rated", "queued")))
        .extracting(JournalLines.Line::call, JournalLines.Line::kind, JournalLines.Line::at)
        .containsExactly(
            tuple(first, "queued", AT.plusSeconds(20)),
            tuple(first, "rated", AT.plusSeconds(40)),
            tuple(second, "rated", AT.plusSeconds(11)));
  }

  @Test
  void onlyCallsThatArrivedInThatTime() {
    journal().commit(arrived(0), AT, new JournalEvent.Rated(1));
    journal().commit(arrived(10), AT, new JournalEvent.Rated(2));
    journal().commit(arrived(20), AT, new JournalEvent.Rated(3));

    assertThat(lines().of(AT.plusSeconds(10), AT.plusSeconds(20), Set.of("rated")))
        .singleElement()
        .satisfies(line -> assertThat(line.number("rating")).isEqualTo(2));
  }

  @Test
  void fieldsAreText() {
    journal().commit(arrived(0), AT, new JournalEvent.Queued("access", 60_000, "place 3"));

    assertThat(lines().of(AT, AT.plusSeconds(1), Set.of("queued")))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.word("group")).isEqualTo("access");
              assertThat(line.number("headStartMs")).isEqualTo(60_000);
              assertThat(line.field("operator")).isEqualTo(Optional.empty());
            });
  }
}
