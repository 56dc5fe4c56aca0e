package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.port.StoreException;
import org.liniya.testkit.database.DatabaseLink;
import org.liniya.ticket.TicketPlan;

/** Nobody waits for a database server that is gone: neither when it is cut off nor when silent. */
@OnEachDatabase(OnEachDatabase.Kind.POSTGRESQL)
final class PulseTest {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");

  /** What the class promises, and half a second for a busy machine. */
  private static final Duration BOUND =
      Pulse.BEAT.plus(Pulse.PATIENCE).plus(Attempt.COMMIT_GRACE).plusMillis(500);

  @RegisterExtension final FreshDatabase database = new FreshDatabase();

  private final CallId call = CallId.create(AT, new Random(1));

  @Test
  void whoWaitsForASilentServerIsLetGo() throws Exception {
    isLetGo(DatabaseLink::fallSilent);
  }

  @Test
  void whoWaitsForAServerThatIsCutOffIsLetGo() throws Exception {
    isLetGo(DatabaseLink::cut);
  }

  private void isLetGo(Consumer<DatabaseLink> loss) throws Exception {
    StoreSettings direct = database.settings();
    try (DatabaseLink link = DatabaseLink.to(database.postgres().server().port());
        Store store =
            Store.open(
                new StoreSettings(
                    Optional.of(link.url(direct.url().orElseThrow())),
                    direct.user(),
                    new Secret(direct.password().reveal()),
                    direct.keyFile(),
                    direct.connections(),
                    direct.timeout(),
                    direct.maxWaiting()),
                FreshStore.TIME,
                database.folder(),
                TicketPlan.STANDARD)) {
      open(store);

      loss.accept(link);
      long began = System.nanoTime();
      assertThatThrownBy(() -> store.journal().commit(call, AT, new JournalEvent.Rated(1)))
          .isInstanceOf(StoreException.class);
      assertThatThrownBy(() -> open(store)).isInstanceOf(StoreException.class);
      assertThatThrownBy(() -> store.journal().commit(call, AT, new JournalEvent.Rated(2)))
          .isInstanceOf(StoreException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BOUND);
      store.journal().commitLater(call, AT, new JournalEvent.Rated(3));

      link.mend();
      assertThat(Eventually.holds(store::healthy)).isTrue();
      open(store);
      assertThat(store.journal().read(call))
          .singleElement()
          .satisfies(entry -> assertThat(entry.json()).contains("3"));
    }
  }

  private void open(Store store) {
    store.tickets().open(call, "access", Identity.NONE, Language.RU, AT);
  }
}
