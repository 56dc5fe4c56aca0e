package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Language;
import org.liniya.identity.Identity;
import org.liniya.port.CallStore.CallRow;
import org.liniya.ticket.TicketNumber;

/** A crash between a ticket and its call's row cannot be: they are one transaction. */
@OnEachDatabase
final class TicketInCallRowTest {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");

  @RegisterExtension final FreshStore fresh = new FreshStore();

  private CallId arrived(int second) {
    CallId call = CallId.create(AT.plusSeconds(second), new Random(second));
    fresh
        .store()
        .calls()
        .arrived(call, new CallerNumber.Withheld(), "hotline", "hotline", "v1", AT);
    return call;
  }

  private Optional<TicketNumber> inRow(CallId call) {
    return fresh.store().calls().find(call).flatMap(CallRow::ticket);
  }

  @Test
  void theTicketThatACallOpensIsInItsRow() {
    CallId call = arrived(1);

    TicketNumber number =
        fresh.store().tickets().open(call, "access", Identity.NONE, Language.RU, AT);

    assertThat(inRow(call)).contains(number);
  }

  @Test
  void theTicketThatACallIsLinkedToIsInItsRow() {
    TicketNumber number =
        fresh.store().tickets().open(arrived(1), "access", Identity.NONE, Language.RU, AT);
    CallId again = arrived(2);

    fresh.store().tickets().link(number, again, AT);

    assertThat(inRow(again)).contains(number);
  }
}
