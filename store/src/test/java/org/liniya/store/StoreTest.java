package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.port.Callbacks;
import org.liniya.port.Journal;
import org.liniya.port.StoreException;
import org.liniya.ticket.TicketNumber;

/** Opening, closing and looking inside a store on H2. */
final class StoreTest {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
  private static final String NUMBER = "+79991234567";

  @RegisterExtension final FreshStore fresh = new FreshStore();

  private final CallId call = CallId.create(AT, new Random(1));

  private StoreSettings at(String url, String password) {
    StoreSettings defaults = StoreSettings.defaults();
    return new StoreSettings(
        Optional.of(url),
        defaults.user(),
        new Secret(password),
        Optional.empty(),
        defaults.connections(),
        defaults.timeout(),
        defaults.maxWaiting());
  }

  private String url() {
    return Database.url(StoreSettings.defaults(), fresh.folder());
  }

  private void sql(String statement) throws SQLException {
    try (var connection = DriverManager.getConnection(url(), "liniya", "");
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
  void h2AlwaysWritesBeforeItAcknowledges() {
    StoreSettings settings = at("jdbc:h2:file:./x;WRITE_DELAY=500;CACHE_SIZE=1000", "");

    assertThat(Database.url(settings, fresh.folder()))
        .isEqualTo("jdbc:h2:file:./x;CACHE_SIZE=1000;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
    assertThat(url()).endsWith("liniya;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
    assertThat(Database.url(at("jdbc:postgresql://db/liniya", ""), fresh.folder()))
        .isEqualTo("jdbc:postgresql://db/liniya");
  }

  @Test
  void aWrongPasswordIsNamed() {
    assertThatThrownBy(
            () ->
                Store.open(
                    at(url().replaceAll(";.*", ""), "wrong"), FreshStore.TIME, fresh.folder()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("refuses the user name or password")
        .hasMessageNotContaining("wrong");
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
  void noTelephoneNumberIsReadableInTheFile() throws IOException {
    CallerNumber from = new CallerNumber.Network(PhoneNumber.of(NUMBER));
    fresh.store().calls().arrived(call, from, "hotline", "hotline", "v1", AT);
    fresh
        .store()
        .callbacks()
        .owe(
            new Callbacks.Task(
                call,
                Optional.empty(),
                PhoneNumber.of(NUMBER),
                Language.RU,
                "access-marker",
                AT,
                AT,
                "test"));

    Store again = fresh.restart();
    assertThat(again.calls().find(call).orElseThrow().from()).isEqualTo(from);
    again.close();

    String file =
        Files.readString(
            fresh.folder().resolve("liniya.mv.db"), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(file).contains("access-marker").contains("+7********67");
    assertThat(file.contains(NUMBER.substring(1))).isFalse();
  }

  @Test
  void aTakenTicketNumberIsDrawnAgain() {
    fresh.store().close();
    var pool = Database.connect(StoreSettings.defaults(), fresh.folder());
    var drawn =
        new ArrayDeque<>(
            List.of(
                new TicketNumber("12345674"),
                new TicketNumber("12345674"),
                new TicketNumber("23456785")));
    FieldCipher cipher = new FieldCipher(new byte[FieldCipher.KEY_BYTES]);
    try (Store store =
        Store.over(pool, pool, StoreSettings.defaults(), cipher, drawn::removeFirst)) {
      CallId other = CallId.create(AT, new Random(2));

      TicketNumber first = store.tickets().open(call, "a", Identity.NONE, Language.RU, AT);
      TicketNumber second = store.tickets().open(other, "a", Identity.NONE, Language.RU, AT);

      assertThat(first.digits()).isEqualTo("12345674");
      assertThat(second.digits()).isEqualTo("23456785");
    }
    fresh.gone();
  }

  @Test
  void everyLookUpHasItsIndex() throws SQLException {
    fresh.store().close();
    assertThat(plan("select * from calls where ended_at is null order by id"))
        .contains("CALLS_OPEN");
    assertThat(plan("select * from calls where id < random_uuid() order by id desc"))
        .contains("PRIMARY_KEY");
    assertThat(plan("select max(seq) from journal where call_id = random_uuid()"))
        .contains("CALL_ID =");
    assertThat(plan("select * from tickets t order by t.opened_at desc, t.number desc limit 5"))
        .contains("TICKETS_NEWEST");
    assertThat(plan("select number from ticket_calls where number in ('1') order by number, place"))
        .contains("TICKET_CALLS_PLACE");
    assertThat(
            plan(
                "select number from ticket_recordings where number in ('1') order by number, place"))
        .contains("TICKET_RECORDINGS_PLACE");
    assertThat(plan("select * from callbacks order by rank_at, call_id"))
        .contains("CALLBACKS_RANK");
    assertThat(plan("select * from dialogs order by opened_at, id")).contains("DIALOGS_OPENED");
    fresh.restart();
  }

  private String plan(String query) throws SQLException {
    try (var connection = DriverManager.getConnection(url(), "liniya", "");
        var prepared = connection.prepareStatement("explain " + query);
        var rows = prepared.executeQuery()) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
