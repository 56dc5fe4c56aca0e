package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.port.TicketDesk;
import org.liniya.port.TicketStore;
import org.liniya.testkit.store.TicketDeskContract;
import org.liniya.ticket.Author;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketPlan;
import org.liniya.ticket.TicketVerb;

@OnEachDatabase
final class TicketLivesTest extends TicketDeskContract {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @RegisterExtension final FreshStore fresh = new FreshStore(PLAN);

  @Override
  protected TicketStore tickets() {
    return fresh.store().tickets();
  }

  @Override
  protected TicketDesk desk() {
    return fresh.store().ticketDesk();
  }

  @Override
  protected void restart() {
    fresh.restart();
  }

  @Test
  void whatPeopleWriteIsSealed() throws Exception {
    TicketNumber number =
        tickets()
            .open(
                CallId.parse("0193aaaa-0000-7000-8000-000000000007"),
                "access",
                new Identity(IdentityLevel.NONE, "", ""),
                Language.RU,
                NOON);
    desk()
        .apply(
            number,
            new TicketVerb.Note(new Secret("Ольга Петрова, +79161234567")),
            new Author("maria"),
            NOON);

    try (Connection connection = fresh.database().connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select text_sealed from ticket_entries")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1))
          .isNotBlank()
          .doesNotContain("Ольга")
          .doesNotContain("9161234567");
    }
  }

  @Test
  void otherLevelsHaveOpenTicketsLookedAtAgain() {
    TicketNumber open =
        tickets()
            .open(
                CallId.parse("0193aaaa-0000-7000-8000-000000000008"),
                "access",
                new Identity(IdentityLevel.NONE, "", ""),
                Language.RU,
                NOON);
    desk().reckonAgain(NOON);
    desk().escalate(open, NOON);
    assertThat(desk().nearing(NOON, 10)).doesNotContain(open);

    fresh.store().close();
    fresh.gone();
    try (Store store =
        Store.open(fresh.settings(), FreshStore.TIME, fresh.folder(), TicketPlan.STANDARD)) {
      store.ticketDesk().reckonAgain(NOON);

      assertThat(store.ticketDesk().nearing(NOON, 10)).contains(open);
    }
  }
}
