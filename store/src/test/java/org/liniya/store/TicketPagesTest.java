package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.CallId;
import org.liniya.call.Ending;
import org.liniya.call.Language;
import org.liniya.identity.Identity;
import org.liniya.port.TicketExport.Row;
import org.liniya.ticket.Priority;
import org.liniya.ticket.TicketNumber;

@OnEachDatabase
final class TicketPagesTest {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00.000001Z");

  @RegisterExtension final FreshStore fresh = new FreshStore();

  private TicketNumber open(int call, Instant at) {
    return fresh
        .store()
        .tickets()
        .open(CallId.create(at, new Random(call)), "access", Identity.NONE, Language.RU, at);
  }

  private List<TicketNumber> all(Instant from, Instant to, int limit) {
    List<TicketNumber> numbers = new ArrayList<>();
    Optional<Row> last = Optional.empty();
    List<Row> page;
    do {
      page = fresh.store().ticketExport().page(from, to, last, limit);
      page.forEach(row -> numbers.add(row.ticket().number()));
      last = page.isEmpty() ? last : Optional.of(page.getLast());
    } while (page.size() == limit);
    return numbers;
  }

  @Test
  void everyTicketComesOnceWhateverThePages() {
    open(0, AT.minusMillis(1));
    List<TicketNumber> wanted = new ArrayList<>();
    for (int call = 1; call <= 7; call++) {
      wanted.add(open(call, AT.plusSeconds(call / 4))); // some at the same moment
    }
    Instant to = AT.plusSeconds(2);
    open(8, to);

    for (int limit : List.of(1, 2, 3, 7, 100)) {
      assertThat(all(AT, to, limit)).containsExactlyInAnyOrderElementsOf(wanted);
    }
    assertThat(all(AT, to, 2)).isEqualTo(all(AT, to, 100));
  }

  @Test
  void aRowHasWhatAReportNeeds() {
    CallId call = CallId.create(AT, new Random(1));
    var tickets = fresh.store().tickets();
    TicketNumber number = tickets.open(call, "access", Identity.NONE, Language.RU, AT);
    tickets.callEnded(number, call, Ending.COMPLETED, AT.plusSeconds(60));

    Row row =
        fresh.store().ticketExport().page(AT, AT.plusSeconds(1), Optional.empty(), 9).getFirst();

    assertThat(row.ticket()).isEqualTo(tickets.find(number).orElseThrow());
    assertThat(row.priority()).isEqualTo(Priority.NORMAL);
    assertThat(row.answerBy()).isAfter(AT);
    assertThat(row.closedAt()).isEmpty();
  }
}
