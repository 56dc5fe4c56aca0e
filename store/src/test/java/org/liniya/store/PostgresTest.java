package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.call.Secret;
import org.liniya.port.Journal;
import org.liniya.port.StoreException;
import org.liniya.testkit.database.PostgresServer;
import org.liniya.testkit.phone.FreePorts;
import org.liniya.ticket.TicketPlan;

/** What is special about a store on a PostgreSQL server. */
@OnEachDatabase(OnEachDatabase.Kind.POSTGRESQL)
final class PostgresTest {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");

  @RegisterExtension final FreshStore fresh = new FreshStore();

  private final CallId call = CallId.create(AT, new Random(1));

  private PostgresServer server() {
    return fresh.database().postgres().server();
  }

  private PostgresServer.Place place() {
    return fresh.database().postgres().place();
  }

  /** Why a store does not open. */
  private String refusal(String url, String user, String password) {
    StoreSettings settings =
        new StoreSettings(
            Optional.of(url),
            user,
            new Secret(password),
            Optional.empty(),
            3,
            Duration.ofSeconds(2),
            100);
    try (Store store = Store.open(settings, FreshStore.TIME, fresh.folder(), TicketPlan.STANDARD)) {
      return "opened, healthy: " + store.healthy();
    } catch (StoreException e) {
      assertThat(e.getMessage()).doesNotContain(password);
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void whyItCannotStartIsSaidWithACure() {
    fresh.store().close();
    fresh.gone();
    String url = place().url();
    String user = place().user();
    String password = place().password();

    assertThat(refusal(url + "?connectTimeout=9", user, "parole"))
        .isEqualTo(
            "the database "
                + url
                + " refuses the user name or password: look at storage.user ('"
                + user
                + "') and storage.password in liniya.yaml");
    assertThat(refusal(url + "0", user, password))
        .isEqualTo(
            "there is no database "
                + url
                + "0: look at storage.url in liniya.yaml, or make it: createdb --encoding=UTF8"
                + " --owner="
                + user
                + " "
                + place().name()
                + "0");
    String nobody = "jdbc:postgresql://127.0.0.1:" + FreePorts.one() + "/liniya";
    assertThat(refusal(nobody, user, password))
        .isEqualTo(
            "no database server answers at "
                + nobody
                + ": does it run, and is storage.url in liniya.yaml right?");
    assertThat(refusal("jdbc:postgresql://127.0.0.1:port/liniya", user, password))
        .contains("jdbc:postgresql://127.0.0.1:port/liniya")
        .contains("storage.url in liniya.yaml");
  }

  @Test
  void aDatabaseOfSomebodyElseOrOfAnotherEncodingIsRefused() {
    PostgresServer.Place other = server().create();
    String latin = other.name() + "_latin";
    try {
      assertThat(refusal(other.url(), place().user(), place().password()))
          .contains("may not make tables in the database " + other.url())
          .contains("ALTER DATABASE");

      server()
          .execute(
              "create database "
                  + latin
                  + " owner "
                  + other.user()
                  + " encoding 'LATIN1' locale 'C' template template0");
      assertThat(refusal(other.url() + "_latin", other.user(), other.password()))
          .contains("keeps text as LATIN1")
          .contains("createdb --encoding=UTF8");
    } finally {
      server().execute("drop database if exists " + latin);
      server().drop(other);
    }
  }

  @Test
  void everyCommitIsOnTheDiskWhateverTheServersDefaultIs() {
    fresh.store().close();
    String database = place().name();
    server().execute("alter database " + database + " set synchronous_commit = off");
    try (var pool = Database.connect(fresh.settings(), fresh.folder())) {
      assertThat(setting(pool, "synchronous_commit")).isEqualTo("on");
    }
    server().execute("alter database " + database + " set synchronous_commit = remote_write");
    try (var pool = Database.connect(fresh.settings(), fresh.folder())) {
      assertThat(setting(pool, "synchronous_commit")).isEqualTo("remote_write");
    }
    fresh.gone();
  }

  private static String setting(javax.sql.DataSource source, String name) {
    return org.jdbi.v3.core.Jdbi.create(source)
        .withHandle(
            handle ->
                handle
                    .createQuery("select current_setting(:name)")
                    .bind("name", name)
                    .mapTo(String.class)
                    .one());
  }

  @Test
  void allConnectionsAreCutAndTheStoreGoesOn() {
    Journal journal = fresh.store().journal();
    journal.commit(call, AT, new JournalEvent.Rated(1));

    server().cutConnections(place());
    journal.commitLater(call, AT, new JournalEvent.Rated(2));
    assertThat(
            Eventually.holds(
                () -> fresh.store().healthy() && !fresh.store().journal().read(call).isEmpty()))
        .isTrue();
    journal.commit(call, AT, new JournalEvent.Rated(3));

    assertThat(journal.read(call)).extracting(Journal.Entry::seq).containsExactly(1L, 2L, 3L);
    assertThat(Eventually.holds(() -> locks("granted") == 1)).isTrue();
    assertThat(refusal(place().url(), place().user(), place().password()))
        .contains("is in use by another process");
  }

  /** The commit of a batch whose client gave up may still be on its way in the database. */
  @Test
  void whatTheDatabaseCommitsLateIsTakenBack() throws SQLException {
    fresh.store().close();
    fresh.gone();
    StoreSettings settings = fresh.database().settings(4, Duration.ofMillis(500), 100);
    HikariDataSource pool = Database.connect(settings, fresh.folder());
    FlakySource source = new FlakySource(pool);
    FieldCipher cipher = new FieldCipher(new byte[FieldCipher.KEY_BYTES]);
    try (Store store =
        Store.over(
            source, pool, settings, cipher, FreshStore.TIME, new TicketNumbers(), fresh.folder())) {
      source.fail(FlakySource.Fault.LATE_COMMIT);
      assertThatThrownBy(() -> store.journal().commit(call, AT, new JournalEvent.Rated(1)))
          .isInstanceOf(StoreException.class);
      source.fail(FlakySource.Fault.NONE);
      assertThat(Eventually.holds(() -> aWriterWaits() || store.healthy())).isTrue();
      source.finish();

      assertThat(Eventually.holds(store::healthy)).isTrue();
      assertThat(store.journal().read(call)).isEmpty();
    }
  }

  private boolean aWriterWaits() {
    return locks("not granted") > 0;
  }

  private int locks(String which) {
    try (var connection = fresh.database().connect();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select count(*) from pg_locks where locktype = 'advisory' and database ="
                    + " (select oid from pg_database where datname = current_database()) and "
                    + which)) {
      assertThat(row.next()).isTrue();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void twoStoresNeverWorkOnOneDatabase() {
    assertThat(List.of(refusal(place().url(), place().user(), place().password())))
        .containsExactly(
            "the database "
                + place().url()
                + " is in use by another process; is another server running?");
    assertThat(fresh.store().healthy()).isTrue();
  }
}
