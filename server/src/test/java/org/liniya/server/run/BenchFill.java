package org.liniya.server.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;

/**
 * Fills a database with a year of a hotline: five calls to four tickets, every call's number kept,
 * one ticket in a hundred open, and of those of the last month three in ten. Much is found under
 * few surnames, as among people: {@link #SURNAMES} of them, the most frequent at one ticket in
 * fifty.
 */
final class BenchFill {
  static final int SURNAMES = 2_000;
  static final int DOCUMENTS = 1_000;
  private static final long CHUNK = 50_000;
  private static final Duration YEAR = Duration.ofDays(365);

  /** One fully described call; more events than these are repeated. */
  private static final String[] EVENTS = {
    "'call-arrived', '{\"from\":\"+7 *** ***-**-11\",\"trust\":\"network\",\"to\":\"88005550100\",\"trunk\":\"city\",\"flow\":\"main\",\"flowVersion\":\"a1b2c3d4\"}'",
    "'call-answered', '{}'",
    "'prompt-played', '{\"step\":\"welcome\",\"prompts\":[\"welcome\",\"languages\"],\"completed\":true}'",
    "'language-chosen', '{\"language\":\"rus\"}'",
    "'step-entered', '{\"step\":\"main-menu\"}'",
    "'digits-entered', '{\"step\":\"main-menu\",\"masked\":\"2\"}'",
    "'ticket-opened', '{\"number\":\"12345674\",\"category\":\"access\"}'",
    "'call-ended', '{\"ending\":\"completed\",\"reason\":\"caller hung up\"}'"
  };

  private final Connection connection;
  private final BenchSql sql;
  private final long tickets;
  private final long calls;
  private final int eventsEach;
  private final long begin;
  private final long step;
  private final long end;

  /**
   * @param end of the year that is filled
   */
  BenchFill(Connection connection, BenchSql sql, long tickets, long events, Instant end) {
    this.connection = connection;
    this.sql = sql;
    this.tickets = tickets;
    this.calls = tickets + tickets / 4;
    this.eventsEach = (int) Math.max(1, events / calls);
    this.end = end.toEpochMilli();
    this.begin = end.minus(YEAR).toEpochMilli();
    this.step = Math.max(1, YEAR.toMillis() / (calls + 1));
  }

  /** The hash of each surname and document in use is in the table {@code bench_hashes}. */
  void run() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : sql.before()) {
        statement.execute(each);
      }
      BenchIndexes indexes = BenchIndexes.take(connection, sql);
      persons(statement);
      calls(statement);
      tickets(statement);
      ofTickets(statement);
      lookUps(statement);
      journal(statement);
      indexes.putBack(connection);
      BenchTimes.say("indexed");
      for (String each : sql.after()) {
        statement.execute(each);
      }
      statement.execute("drop table bench_hashes");
    }
  }

  private void persons(Statement statement) throws SQLException {
    insert(
        statement,
        calls,
        "persons (id, sealed_key, key_id, created_at)",
        "%s, %s || '0123456789abcdef', 'bench', %s"
            .formatted(sql.person("s.x"), sql.hash(text("s.x")), at("s.x")));
  }

  private void calls(Statement statement) throws SQLException {
    String ticketed = "case when s.x %% 5 <> 0 then %s end";
    insert(
        statement,
        calls,
        "calls (id, from_masked, from_trust, called, flow, flow_version, language, arrived_at,"
            + " answered_at, bridged_at, ended_at, ending, ticket, operator, skill_group, wait_ms,"
            + " talk_ms, served, person, from_hash)",
        String.join(
            ", ",
            id("s.x"),
            "'+7 *** ***-**-11', 'withheld', '88005550100', 'main', 'a1b2c3d4', 'rus'",
            at("s.x"),
            at("s.x"),
            ticketed.formatted(at("s.x")),
            sql.moment(millis("s.x") + " + 180000"),
            "case when s.x % 5 <> 0 then 'completed' else 'abandoned' end",
            ticketed.formatted(number("s.x - s.x / 5")),
            ticketed.formatted("'operator-' || cast(s.x % 40 as varchar)"),
            "'access', 20000, 160000, false",
            sql.person("s.x"),
            phone("s.x")));
  }

  private void tickets(Statement statement) throws SQLException {
    String open = "s.x %% 100 = 0 or (s.x > %d and s.x %% 10 < 3)".formatted(tickets * 11 / 12);
    String look =
        "case when %s then %s end"
            .formatted(open, sql.moment(end + " + (s.x % 2000 - 5) * 600000"));
    insert(
        statement,
        tickets,
        "tickets (number, category, identity_level, identity_kind, identity_masked, language, state,"
            + " opened_at, operator, served_at, person, priority, answer_by, due_zone, closed_at,"
            + " look_at)",
        String.join(
            ", ",
            number("s.x"),
            "'access', 'stated', 'snils', '***-***-*** 95', 'rus'",
            "case when " + open + " then 'in-progress' else 'closed' end",
            at(ofTicket()),
            "'operator-' || cast(s.x % 40 as varchar)",
            at(ofTicket()),
            sql.person(ofTicket()),
            "'normal'",
            sql.moment(millis(ofTicket()) + " + 2592000000"),
            "'Europe/Moscow'",
            "case when not (" + open + ") then " + at(ofTicket()) + " end",
            look));
  }

  private void ofTickets(Statement statement) throws SQLException {
    String mine = id(ofTicket());
    insert(
        statement,
        tickets,
        "ticket_calls (call_id, number, place, ended_at, ending)",
        "%s, %s, 1, %s, 'completed'".formatted(mine, number("s.x"), at(ofTicket())));
    insert(
        statement,
        tickets,
        "ticket_recordings (recording, number, place)",
        "%s, %s, 1".formatted(mine, number("s.x")));
    for (int place = 1; place <= 2; place++) {
      insert(
          statement,
          tickets,
          "ticket_entries (number, place, at, author, kind, operator)",
          "%s, %d, %s, 'maria', '%s', 'operator-7'"
              .formatted(number("s.x"), place, at(ofTicket()), place == 1 ? "taken" : "noted"));
    }
  }

  private void lookUps(Statement statement) throws SQLException {
    String name = "1 + cast(floor(%d * power(s.x * 7919 %% 100003 / 100003.0, 2)) as integer)";
    lookUp(statement, "phone", phone(ofTicket()), "", "1 = 1");
    lookUp(
        statement,
        "surname",
        "h.hash",
        " join bench_hashes h on h.kind = 'surname' and h.place = " + name.formatted(SURNAMES),
        "s.x % 2 = 0");
    lookUp(
        statement,
        "surname-first-name",
        sql.hash(text(name.formatted(SURNAMES) + " * 1000 + s.x % 20")),
        "",
        "s.x % 2 = 0");
    lookUp(
        statement,
        "snils",
        "h.hash",
        " join bench_hashes h on h.kind = 'snils' and h.place = s.x / 400 % " + DOCUMENTS,
        "s.x % 400 = 0");
    lookUp(statement, "snils", sql.hash(text("s.x % 400000")), "", "s.x % 400 between 1 and 240");
  }

  private void lookUp(Statement statement, String kind, String hash, String join, String when)
      throws SQLException {
    for (long first = 1; first <= tickets; first += CHUNK) {
      long last = Math.min(tickets, first + CHUNK - 1);
      statement.execute(
          "insert into ticket_lookups (kind, hash, opened_at, number) select '%s', %s, %s, %s from %s%s where %s"
              .formatted(
                  kind, hash, at(ofTicket()), number("s.x"), sql.series(first, last), join, when));
    }
    BenchTimes.say("filled ticket_lookups with " + kind);
  }

  private void journal(Statement statement) throws SQLException {
    StringJoiner lines = new StringJoiner(", ");
    for (int seq = 1; seq <= eventsEach; seq++) {
      lines.add("(" + seq + ", " + EVENTS[(seq - 1) % EVENTS.length] + ")");
    }
    String from = " cross join (values " + lines + ") e(seq, kind, fields)";
    insert(
        statement,
        calls,
        "journal (call_id, seq, at, kind, fields)",
        "%s, e.seq, %s, e.kind, e.fields".formatted(id("s.x"), at("s.x")),
        from);
  }

  private void insert(Statement statement, long rows, String into, String select)
      throws SQLException {
    insert(statement, rows, into, select, "");
  }

  private void insert(Statement statement, long rows, String into, String select, String join)
      throws SQLException {
    for (long first = 1; first <= rows; first += CHUNK) {
      long last = Math.min(rows, first + CHUNK - 1);
      statement.execute(
          "insert into %s select %s from %s%s"
              .formatted(into, select, sql.series(first, last), join));
    }
    BenchTimes.say("filled " + into.replaceAll(" .*", ""));
  }

  /** The call that opened ticket {@code x}: the fifth of five opens none. */
  private static String ofTicket() {
    return "(s.x + (s.x - 1) / 4)";
  }

  private String millis(String call) {
    return "(%d + %s * %d)".formatted(begin, call, step);
  }

  private String at(String call) {
    return sql.moment(millis(call));
  }

  private String id(String call) {
    return sql.call(millis(call), call);
  }

  private String phone(String call) {
    return sql.hash("'phone ' || cast(" + call + " % 300000 as varchar)");
  }

  private static String text(String number) {
    return "cast(" + number + " as varchar)";
  }

  /** No two are the same, and they are in no order. */
  private static String number(String ticket) {
    return "cast(100000000 + (" + ticket + ") * 7354211 % 9000000 as varchar)";
  }
}
