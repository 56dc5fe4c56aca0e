package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.port.Outbox;
import org.liniya.port.StoreException;
import org.liniya.port.TicketDesk;
import org.liniya.port.TicketStore;
import org.liniya.testkit.store.OutboxContract;
import org.liniya.ticket.Author;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketVerb;

@OnEachDatabase
final class OutboxTableTest extends OutboxContract {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");

  @RegisterExtension final FreshStore fresh = new FreshStore(PLAN, SUBSCRIPTIONS);

  @Override
  protected TicketStore tickets() {
    return fresh.store().tickets();
  }

  @Override
  protected TicketDesk desk() {
    return fresh.store().ticketDesk();
  }

  @Override
  protected Outbox outbox() {
    return fresh.store().outbox();
  }

  @Override
  protected void restart() {
    fresh.restart();
  }

  private TicketNumber open(int call) {
    return tickets()
        .open(
            CallId.create(AT, new Random(call)),
            "complaint",
            new Identity(IdentityLevel.STATED, "snils", "***-***-*45 95"),
            Language.RU,
            AT);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = fresh.database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Were they two transactions, the change would be there without its notice. */
  @Test
  void aChangeWhoseNoticeCannotBeWrittenIsNotMade() throws SQLException {
    TicketNumber number = open(1);
    execute("alter table outbox rename to elsewhere");
    TicketVerb take = new TicketVerb.Take(new OperatorId("1001"));

    assertThatThrownBy(() -> open(2)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> desk().apply(number, take, new Author("maria"), AT))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> tickets().rated(number, 5)).isInstanceOf(StoreException.class);
    execute("alter table elsewhere rename to outbox");

    assertThat(tickets().latest(10, Optional.empty()))
        .singleElement()
        .satisfies(ticket -> assertThat(ticket.rating()).isEmpty());
    assertThat(desk().history(number).orElseThrow().entries()).isEmpty();
  }

  @Test
  void nothingThatPeopleSaidIsInTheTable() throws SQLException {
    TicketNumber number = open(1);
    TicketVerb note = new TicketVerb.Note(new Secret("Ольга Петрова"));
    desk().apply(number, note, new Author("maria"), AT);

    try (Connection connection = fresh.database().connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select * from outbox")) {
      int rows = 0;
      while (row.next()) {
        rows++;
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
          assertThat(String.valueOf(row.getString(column)))
              .doesNotContain("Ольга", "45 95", "maria");
        }
      }
      assertThat(rows).isEqualTo(3);
    }
  }
}
