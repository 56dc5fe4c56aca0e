package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.CallId;

/** What is looked up among much is found by an index: the databases' own plans say so. */
@OnEachDatabase
final class PlansTest {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
  private static final int TICKETS = 3_000;
  private static final int LINES_EACH = 3;

  @RegisterExtension final FreshStore fresh = new FreshStore();

  /** Every call has ended, but for the first ten. */
  @BeforeEach
  void fill() throws SQLException {
    fresh.store().close();
    fresh.gone();
    Random random = new Random(7);
    try (Connection connection = fresh.database().connect()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        for (int i = 0; i < TICKETS; i++) {
          row(statement, i, random);
        }
        statement.executeBatch();
        connection.commit();
        connection.setAutoCommit(true);
        statement.execute("analyze");
      }
    }
  }

  private static void row(Statement statement, int i, Random random) throws SQLException {
    Instant moment = AT.plusSeconds(i);
    String at = "'" + moment.atOffset(ZoneOffset.UTC) + "'";
    String call = "'" + CallId.create(moment, random) + "'";
    String number = "'" + (10_000_000 + i) + "'";
    String end = i < 10 ? "null, null" : at + ", 'completed'";
    statement.addBatch(
        "insert into tickets (number, category, identity_level, identity_kind, identity_masked,"
            + " language, state, opened_at, answer_by, look_at) values ("
            + String.join(", ", number, "'a', 'none', 'none', '', 'rus', 'new'", at, at, at)
            + ")");
    insert(
        statement,
        "ticket_entries (number, place, at, author, kind)",
        number,
        "1",
        at,
        "'server', 'noted'");
    insert(statement, "ticket_lookups", "'phone'", "'" + i % 100 + "'", at, number);
    insert(statement, "ticket_calls", call, number, "1", end);
    insert(statement, "ticket_recordings", call, number, "1");
    for (int seq = 1; seq <= LINES_EACH; seq++) {
      insert(statement, "journal", call, String.valueOf(seq), at, "'rated', '{}'");
    }
    statement.addBatch(
        "insert into calls (id, from_masked, from_trust, called, flow, flow_version, arrived_at,"
            + " ended_at, ending) values ("
            + String.join(", ", call, "'', 'withheld', '', '', ''", at, end)
            + ")");
    statement.addBatch(
        "insert into callbacks (call_id, ticket, number_masked, number_sealed, language,"
            + " skill_group, rank_at, owed_at, reason) values ("
            + String.join(", ", call, number, "'', '', 'rus', ''", at, at, "''")
            + ")");
    insert(statement, "dialogs", call, call, "'', ''", at);
  }

  private static void insert(Statement statement, String table, String... values)
      throws SQLException {
    statement.addBatch("insert into " + table + " values (" + String.join(", ", values) + ")");
  }

  @Test
  void everyLookUpHasItsIndex() throws SQLException {
    aTicketByItsNumber();
    theNewestTickets();
    ticketsByWhoTheyAreOf();
    whatIsOfAPerson();
    deadlinesByTheirTime();
    theCallsThatGoOnAndTheNewest();
    theJournalOfACall();
    callbacksByRankAndDialogsByAge();
  }

  private void aTicketByItsNumber() throws SQLException {
    String both = " where number in ('10000005', '10000006') order by number, place";

    assertPlan("select * from tickets t where t.number = '10000005'")
        .containsAnyOf("primary_key", "tickets_pkey");
    assertPlan("select * from ticket_calls" + both)
        .containsAnyOf("ticket_calls_place", "ticket_calls_number_index"); // H2 makes a second one
    assertPlan("select * from ticket_recordings" + both)
        .containsAnyOf("ticket_recordings_place", "ticket_recordings_number_index");
    assertPlan("select * from ticket_entries where number = '10000005' order by place")
        .containsAnyOf("ticket_entries_line", "ticket_entries_number_index");
    assertPlan("select number from ticket_calls where call_id = '" + call() + "'")
        .containsAnyOf("primary_key", "ticket_calls_pkey");
  }

  private void theNewestTickets() throws SQLException {
    String newest = " order by t.opened_at desc, t.number desc limit 50";
    String before = "timestamp with time zone '2026-11-23T12:30:00Z'";

    assertPlan("select * from tickets t" + newest).contains("tickets_newest");
    assertPlan(
            "select * from tickets t where t.opened_at <= "
                + before
                + " and (t.opened_at < "
                + before
                + " or t.number < '10000100')"
                + newest)
        .contains("tickets_newest");
    assertPlan(
            "select * from tickets t where t.opened_at >= timestamp with time zone"
                + " '2026-11-23T12:10:00Z' and t.opened_at < "
                + before
                + newest)
        .contains("tickets_newest");
  }

  private void whatIsOfAPerson() throws SQLException {
    String person = "'0193aaaa-0000-4000-8000-000000000001'";
    assertPlan("select * from tickets where person = " + person).contains("tickets_by_person");
    assertPlan("select * from calls where person = " + person).contains("calls_by_person");
  }

  private void ticketsByWhoTheyAreOf() throws SQLException {
    String found =
        "select * from ticket_lookups l join tickets t on t.number = l.number"
            + " where l.kind = 'phone' and l.hash = '7'"
            + " and l.opened_at >= timestamp with time zone '2026-11-23T12:10:00Z'"
            + " and l.opened_at < timestamp with time zone '2026-11-23T12:30:00Z'"
            + " order by l.opened_at desc, l.number desc limit 50";

    assertPlan(found)
        .containsAnyOf("primary_key", "ticket_lookups_line")
        .doesNotContain("tablescan"); // PostgreSQL may still read so few tickets whole
  }

  private void deadlinesByTheirTime() throws SQLException {
    assertPlan(
            "select number from tickets where look_at <="
                + " timestamp with time zone '2026-11-23T12:00:09Z'"
                + " order by look_at, number limit 50")
        .contains("tickets_nearing");
  }

  private void theCallsThatGoOnAndTheNewest() throws SQLException {
    assertPlan("select * from calls where ended_at is null order by id").contains("calls_open");
    assertPlan("select * from calls where id < '" + call() + "' order by id desc limit 50")
        .containsAnyOf("primary_key", "calls_pkey");
    assertPlan(
            "select c.id from calls c join tickets t on t.number = c.ticket where c.id >= '"
                + CallId.first(AT.plusSeconds(5))
                + "' and c.id < '"
                + CallId.first(AT.plusSeconds(9))
                + "' order by c.id limit 9")
        .containsAnyOf("primary_key", "calls_pkey");
  }

  private void theJournalOfACall() throws SQLException {
    String where = " from journal where call_id = '" + call() + "'";

    assertPlan("select seq, at, kind, fields" + where + " order by seq")
        .containsAnyOf("primary_key", "journal_line");
    assertPlan("select coalesce(max(seq), 0)" + where).containsAnyOf("primary_key", "journal_line");
  }

  /** These are read whole: the index gives the order. */
  private void callbacksByRankAndDialogsByAge() throws SQLException {
    // among so few PostgreSQL would rather sort than follow an index
    boolean postgres = fresh.settings().dialect() instanceof PostgreSql;
    String noSort = postgres ? "set enable_sort = off" : "";

    assertPlan("select * from callbacks order by rank_at, call_id", noSort)
        .contains("callbacks_rank");
    assertPlan("select * from dialogs order by opened_at, id", noSort).contains("dialogs_opened");
  }

  private static CallId call() {
    return CallId.create(AT.plusSeconds(TICKETS / 2), new Random(8));
  }

  private AbstractStringAssert<?> assertPlan(String query) throws SQLException {
    return assertPlan(query, "");
  }

  private AbstractStringAssert<?> assertPlan(String query, String before) throws SQLException {
    StringJoiner plan = new StringJoiner("\n");
    try (Connection connection = fresh.database().connect();
        Statement statement = connection.createStatement()) {
      if (!before.isEmpty()) {
        statement.execute(before);
      }
      try (var rows = statement.executeQuery("explain " + query)) {
        while (rows.next()) {
          plan.add(rows.getString(1).toLowerCase(Locale.ROOT));
        }
      }
    }
    return assertThat(plan.toString());
  }
}
