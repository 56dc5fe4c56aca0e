package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.identity.Identity;
import org.liniya.port.DialogStore;
import org.liniya.port.Journal;
import org.liniya.port.StoreException;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketNumber;

/** Opening, closing and opening a store again. */
@OnEachDatabase
final class StoreTest {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");

  @RegisterExtension final FreshStore fresh = new FreshStore();

  private final CallId call = CallId.create(AT, new Random(1));

  private void sql(String statement) throws SQLException {
    try (var connection = fresh.database().connect();
        var prepared = connection.prepareStatement(statement)) {
      prepared.execute();
    }
  }

  @Test
  void everythingIsThereAfterARestartAndTheNumbersGoOn() {
    fresh.store().journal().commit(call, AT, new JournalEvent.Rated(1));
    fresh.store().journal().note(call, AT, new JournalEvent.CallAnswered());
    TicketNumber number =
        fresh.store().tickets().open(call, "access", Identity.NONE, Language.RU, AT);

    Store again = fresh.restart();
    again.journal().commit(call, AT, new JournalEvent.Rated(2));

    assertThat(again.tickets().ofCall(call)).contains(number);
    assertThat(again.journal().read(call))
        .extracting(Journal.Entry::seq)
        .containsExactly(1L, 2L, 3L);
    assertThat(again.healthy()).isTrue();
  }

  @Test
  void aNewerSchemaIsRefused() throws SQLException {
    fresh.store().close();
    sql(
        "insert into \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\","
            + " \"type\", \"script\", \"checksum\", \"installed_by\", \"execution_time\","
            + " \"success\") values (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', 1, true)");

    assertThatThrownBy(fresh::restart)
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "the database has schema version 99, written by a newer version of Liniya:"
                + " start that one");
    fresh.gone();
  }

  @Test
  void theKeyFileIsTheOwnersOnlyAndMustNotBeLostOrExchanged() throws IOException {
    Path file = fresh.folder().resolve("field.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String right = Files.readString(file);
    fresh.store().close();

    Files.delete(file);
    assertThatThrownBy(fresh::restart).hasMessageContaining("put it back from a backup");
    assertThat(file).doesNotExist();

    Files.writeString(file, "A".repeat(43) + "=");
    assertThatThrownBy(fresh::restart).hasMessageContaining("was written with");

    Files.writeString(file, "short");
    assertThatThrownBy(fresh::restart)
        .hasMessageContaining("32 bytes")
        .hasMessageNotContaining("short");

    Files.writeString(file, right);
    fresh.restart();
  }

  @Test
  void aTakenTicketNumberIsDrawnAgain() {
    fresh.store().close();
    var pool = Database.connect(fresh.settings(), fresh.folder());
    var drawn =
        new ArrayDeque<>(
            List.of(
                new TicketNumber("12345674"),
                new TicketNumber("12345674"),
                new TicketNumber("23456785")));
    FieldCipher cipher = new FieldCipher(new byte[FieldCipher.KEY_BYTES]);
    try (Store store =
        Store.over(
            pool,
            pool,
            fresh.settings(),
            cipher,
            FreshStore.TIME,
            drawn::removeFirst,
            fresh.folder())) {
      CallId other = CallId.create(AT, new Random(2));

      TicketNumber first = store.tickets().open(call, "a", Identity.NONE, Language.RU, AT);
      TicketNumber second = store.tickets().open(other, "a", Identity.NONE, Language.RU, AT);

      assertThat(first.digits()).isEqualTo("12345674");
      assertThat(second.digits()).isEqualTo("23456785");
    }
    fresh.gone();
  }

  @Test
  void everyMomentIsKeptInAZoneWithSummerTime() {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    try {
      Store store = fresh.restart();
      // half past two, twice in the night in which clocks are put back; and when there is none
      for (String moment :
          List.of("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-03-29T01:30:00.123456Z")) {
        Instant at = Instant.parse(moment);
        CallId each = CallId.create(at, new Random(3));
        store.tickets().open(each, "a", Identity.NONE, Language.RU, at);
        assertThat(store.tickets().latest(9, Optional.empty()))
            .extracting(Ticket::openedAt)
            .contains(at);
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void aNulFromTheNetworkIsNoReasonToRefuseACall() {
    fresh.store().calls().arrived(call, new CallerNumber.Withheld(), "hot\0line", "f", "v", AT);

    assertThat(fresh.store().calls().find(call).orElseThrow().to()).isEqualTo("hot\uFFFDline");
  }

  @Test
  void aDialogThatNoIndexCanHoldDoesNotHoldUpTheOthers() {
    String huge =
        new Random(4)
            .ints(20_000, 33, 127)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    DialogStore dialogs = fresh.store().dialogs();

    dialogs.opened(new DialogStore.Entry(huge, call, "sip", "{}", AT));
    dialogs.opened(new DialogStore.Entry("other", call, "sip", "{}", AT.plusSeconds(1)));

    assertThat(
            Eventually.holds(
                () -> dialogs.all().stream().anyMatch(entry -> entry.id().equals("other"))))
        .isTrue();
    assertThat(Eventually.holds(() -> fresh.store().healthy())).isTrue();
  }
}
