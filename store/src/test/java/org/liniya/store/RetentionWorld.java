package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.person.LookUp;
import org.liniya.port.Callbacks;
import org.liniya.ticket.Author;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketPlan;
import org.liniya.ticket.TicketVerb;

/** Fills a store with tickets and calls of every kind, and reads all of it. For one thread. */
final class RetentionWorld {
  private static final Author MARIA = new Author("maria");
  private static final OperatorId OPERATOR = new OperatorId("1001");

  private final FreshStore fresh;
  private final SplittableRandom random = new SplittableRandom(8);

  RetentionWorld(FreshStore fresh) {
    this.fresh = fresh;
  }

  CallId id(Instant at) {
    return CallId.create(at, random);
  }

  /** A call that goes on. */
  CallId arrived(Instant at) {
    CallId call = id(at);
    fresh
        .store()
        .calls()
        .arrived(
            call,
            new CallerNumber.Network(PhoneNumber.of("+79161234567")),
            "+74950000000",
            "hotline",
            "1",
            at);
    return call;
  }

  /** A call that is over and never came to a ticket. */
  CallId ended(Instant at) {
    CallId call = arrived(at.minusSeconds(30));
    fresh.store().calls().ended(call, Ending.COMPLETED, at);
    return call;
  }

  /** An open ticket whose call is over. */
  TicketNumber open(String category, Instant at) {
    CallId call = arrived(at.minusSeconds(60));
    TicketNumber number =
        fresh
            .store()
            .tickets()
            .open(
                call,
                category,
                new Identity(IdentityLevel.STATED, "snils", "***-***-*45 95"),
                Language.RU,
                at.minusSeconds(50));
    fresh.store().calls().ticketed(call, number);
    endCall(number, call, at.minusSeconds(20));
    return number;
  }

  TicketNumber solved(String category, Instant at) {
    TicketNumber number = open(category, at);
    solve(number, at);
    return number;
  }

  void solve(TicketNumber number, Instant at) {
    apply(number, new TicketVerb.Take(OPERATOR), at.minusSeconds(10));
    apply(number, new TicketVerb.Solve(new Secret("was answered")), at);
  }

  void reopen(TicketNumber number, Instant at) {
    apply(
        number,
        new TicketVerb.Reopen(
            new Secret("was not answered"), TicketPlan.STANDARD.answerAgain("access", at)),
        at);
  }

  private void apply(TicketNumber number, TicketVerb verb, Instant at) {
    assertThat(fresh.store().ticketDesk().apply(number, verb, MARIA, at)).isPresent();
  }

  CallId callOf(TicketNumber number) {
    return fresh.store().tickets().find(number).orElseThrow().calls().getFirst();
  }

  /** A call on a solved ticket that nobody has worked on again. */
  void linkWithoutReopening(TicketNumber number, CallId call) throws SQLException {
    execute(
        "insert into ticket_calls (call_id, number, place) values ('%s', '%s', 77)",
        call, number.digits());
  }

  void endCall(TicketNumber number, CallId call, Instant at) {
    fresh.store().calls().ended(call, Ending.COMPLETED, at);
    fresh.store().tickets().callEnded(number, call, Ending.COMPLETED, at);
  }

  void owe(CallId call, Optional<TicketNumber> ticket) {
    fresh
        .store()
        .callbacks()
        .owe(
            new Callbacks.Task(
                call,
                ticket,
                PhoneNumber.of("+79161234567"),
                Language.RU,
                "access",
                Instant.EPOCH,
                Instant.EPOCH,
                "cut off"));
  }

  /** A solved ticket that has something in every table. */
  TicketNumber fullTicket(Instant at) {
    TicketNumber number = open("access", at);
    CallId second = arrived(at.minusSeconds(15));
    fresh.store().tickets().link(number, second, at.minusSeconds(14));
    fresh.store().calls().ticketed(second, number);
    endCall(number, second, at.minusSeconds(12));
    for (CallId call : List.of(callOf(number), second)) {
      fresh.store().tickets().recorded(number, call);
      fresh.store().journal().commit(call, at, new JournalEvent.Rated(5));
    }
    fresh
        .store()
        .tickets()
        .known(number, LookUp.of(LookUp.Kind.SNILS, new Secret("11223344595")).orElseThrow());
    fresh.store().ticketHolds().hold(number, new Secret("case 5"), MARIA, at);
    fresh.store().ticketHolds().release(number, MARIA, at);
    solve(number, at);
    return number;
  }

  int count(String table) throws SQLException {
    return everything().getOrDefault(table, List.of()).size();
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more dependency
  void execute(String statement, Object... values) throws SQLException {
    try (Connection connection = fresh.database().connect();
        Statement sql = connection.createStatement()) {
      sql.execute(statement.formatted(values));
    }
  }

  /** The tables of ours. */
  List<String> tables() throws SQLException {
    return rows(
        "select lower(table_name) from information_schema.tables"
            + " where lower(table_schema) = 'public' and table_type = 'BASE TABLE'"
            + " and lower(table_name) <> 'flyway_schema_history' order by 1");
  }

  /** Every row of every table, as texts. */
  Map<String, List<String>> everything() throws SQLException {
    Map<String, List<String>> all = new TreeMap<>();
    for (String table : tables()) {
      all.put(table, rows("select * from " + table).stream().sorted().toList());
    }
    return all;
  }

  List<String> rows(String query) throws SQLException {
    try (Connection connection = fresh.database().connect();
        Statement sql = connection.createStatement();
        ResultSet result = sql.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(i > 1 ? "|" : "").append(result.getString(i));
        }
        rows.add(row.toString());
      }
      return rows;
    }
  }
}
