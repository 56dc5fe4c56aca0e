package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Language;
import org.liniya.identity.Identity;
import org.liniya.port.CallStore;
import org.liniya.port.Contacts;
import org.liniya.port.TicketStore;
import org.liniya.testkit.store.ContactsContract;
import org.liniya.ticket.CallHistory;

@OnEachDatabase
final class ContactsTableTest extends ContactsContract {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");

  @RegisterExtension final FreshStore fresh = new FreshStore();

  @Override
  protected CallStore calls() {
    return fresh.store().calls();
  }

  @Override
  protected TicketStore tickets() {
    return fresh.store().tickets();
  }

  @Override
  protected Contacts contacts() {
    return fresh.store().contacts();
  }

  private String opened(int second) {
    CallId call = CallId.create(AT.plusSeconds(second), new Random(second));
    calls().arrived(call, new CallerNumber.Withheld(), "hotline", "hotline", "v1", AT);
    var number = tickets().open(call, "access", Identity.NONE, Language.RU, AT);
    calls().ticketed(call, number);
    return number.digits();
  }

  @Test
  void aPersonFoundOutToBeAnotherCountsAsThatOne() throws SQLException {
    String first = opened(1);
    String second = opened(2);
    assertThat(contacts().between(AT, AT.plusSeconds(9), 9))
        .extracting(CallHistory::person)
        .doesNotHaveDuplicates();
    fresh.store().close();
    fresh.gone();
    try (Connection connection = fresh.database().connect();
        Statement statement = connection.createStatement()) {
      String person = "(select person from tickets where number = '";
      statement.execute(
          "update persons set same_as = "
              + (person + first + "')")
              + " where id = "
              + (person + second + "')"));
    }
    fresh.restart();

    assertThat(contacts().between(AT, AT.plusSeconds(9), 9))
        .hasSize(2)
        .allSatisfy(history -> assertThat(history.person()).isPresent())
        .extracting(CallHistory::person)
        .containsOnly(contacts().between(AT, AT.plusSeconds(9), 1).getFirst().person());
  }
}
