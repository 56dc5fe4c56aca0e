package org.liniya.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.liniya.call.CallId;

/** Some thousand rows a table, so that a plan with an index is the better one. */
final class PlanRows {
  static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
  private static final int TICKETS = 3_000;
  private static final int LINES_EACH = 3;

  private PlanRows() {}

  /** Every call has ended, but for the first ten. */
  static void fill(Connection connection) throws SQLException {
    Random random = new Random(7);
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

  private static void row(Statement statement, int i, Random random) throws SQLException {
    Instant moment = AT.plusSeconds(i);
    String at = "'" + moment.atOffset(ZoneOffset.UTC) + "'";
    String call = "'" + CallId.create(moment, random) + "'";
    String number = "'" + (10_000_000 + i) + "'";
    String end = i < 10 ? "null, null" : at + ", 'completed'";
    statement.addBatch(
        "insert into tickets (number, category, identity_level, identity_kind, identity_masked,"
            + " language, state, opened_at, answer_by, look_at, closed_at) values ("
            + String.join(
                ", ",
                number,
                "'a', 'none', 'none', '', 'rus', 'new'",
                at,
                at,
                at,
                i < 10 ? "null" : at)
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
    insert(statement, "operator_states (operator, state, since)", "'1001', 'ready'", at);
    for (int seq = 1; seq <= LINES_EACH; seq++) {
      insert(statement, "journal", call, String.valueOf(seq), at, "'rated', '{}'");
    }
    statement.addBatch(
        "insert into calls (id, ticket, from_masked, from_trust, called, flow, flow_version, arrived_at,"
            + " ended_at, ending) values ("
            + String.join(", ", call, number, "'', 'withheld', '', '', ''", at, end)
            + ")");
  }

  private static void insert(Statement statement, String table, String... values)
      throws SQLException {
    statement.addBatch("insert into " + table + " values (" + String.join(", ", values) + ")");
  }
}
