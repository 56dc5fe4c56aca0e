package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.testkit.database.PostgresServer;
import org.liniya.testkit.phone.FreePorts;
import tools.jackson.databind.JsonNode;

/** The whole server on PostgreSQL: nothing changes but {@code storage}. */
@Tag("telephones")
@ExtendWith(LogOnFailure.class)
@Timeout(180)
class PostgresStorageTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static PostgresServer postgres;

  @TempDir private Path folder = Path.of("");
  private Path config = Path.of("");
  private PostgresServer.Place place;

  @BeforeAll
  static void startPostgres() {
    postgres = PostgresServer.start();
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void makeDatabase() throws IOException {
    place = postgres.create();
    config = ShortFlow.in(folder.resolve("config"));
    Files.writeString(config.resolve("database-password"), place.password());
  }

  private List<String> storage(String url) {
    return List.of(
        "storage.url=" + url,
        "storage.user=" + place.user(),
        "storage.password=${file:database-password}");
  }

  @Test
  void aCallItsTicketAndItsJournalOutliveAKill() {
    try (RunningServer server =
            RunningServer.start(config, storage(place.url()).toArray(String[]::new));
        RawCaller caller = new RawCaller(server.sipPort());
        RawCaller next = new RawCaller(server.sipPort())) {
      caller.connect();
      String call = Calls.of(server, caller);
      server.awaitJournal(call, "queued", SOON);
      String number =
          RunningServer.awaitThat(
              SOON,
              () -> server.api("calls/" + call).path("ticket").asString(""),
              digits -> digits.matches("\\d{8}"),
              () -> "the ticket of the call: " + server.lines(call));

      server.kill9();
      server.restart();

      Calls.assertEnded(server, call, "cut-off");
      JsonNode ticket = server.ticket(number);
      assertThat(ticket.path("calls").toString()).contains(call);
      assertThat(ticket.path("ending").asString("")).isEqualTo("cut-off");
      List<JsonNode> journal = server.journal(call);
      assertThat(journal.stream().map(entry -> entry.path("seq").asLong()))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, journal.size()).boxed().toList());
      assertThat(server.journal(call, "cut-off")).hasSize(1);

      next.connect();
      String second = Calls.of(server, next);
      server.awaitJournal(second, "queued", SOON);
      assertThat(server.api("calls/" + second).path("ticket").asString(""))
          .matches("\\d{8}")
          .isNotEqualTo(number);
      assertThat(server.data().resolve("liniya.mv.db")).doesNotExist();
      assertThat(count("tickets")).isEqualTo(2);
      assertThat(count("journal where call_id = '" + call + "'")).isEqualTo(journal.size());
    }
  }

  @Test
  void aWrongAddressPasswordOrDatabaseIsSaidAtTheStartWithItsCure() throws IOException {
    String silent = "jdbc:postgresql://127.0.0.1:" + FreePorts.one() + "/liniya";
    assertThat(cannotStart(silent))
        .isEqualTo(
            "liniya: cannot start: no database server answers at "
                + silent
                + ": does it run, and is storage.url in liniya.yaml right?");
    assertThat(cannotStart(place.url() + "-old"))
        .startsWith("liniya: cannot start: there is no database " + place.url() + "-old: ")
        .contains("createdb");

    Files.writeString(config.resolve("database-password"), "not-the-password");
    assertThat(cannotStart(place.url()))
        .startsWith("liniya: cannot start: the database " + place.url() + " refuses the user")
        .contains("storage.password in liniya.yaml")
        .doesNotContain("not-the-password");
  }

  /** The one line that says why. */
  private String cannotStart(String url) {
    List<String> sets = storage(url);
    Program.Ended ended =
        Program.run(
            folder,
            "serve",
            "--config",
            config.toString(),
            "--data",
            folder.resolve("data").toString(),
            "--set",
            "http.port=" + FreePorts.one(),
            "--set",
            sets.get(0),
            "--set",
            sets.get(1),
            "--set",
            sets.get(2));
    assertThat(ended.status()).isEqualTo(1);
    return ended.err().strip();
  }

  private int count(String table) {
    try (var connection = DriverManager.getConnection(place.url(), place.user(), place.password());
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from " + table)) {
      assertThat(row.next()).isTrue();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
