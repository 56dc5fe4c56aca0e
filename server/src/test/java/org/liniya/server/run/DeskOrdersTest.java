package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.identity.Identity;
import org.liniya.port.DeskOrder;
import org.liniya.testkit.store.InMemoryTickets;
import org.liniya.ticket.TicketEntry;
import org.liniya.ticket.TicketEvent;
import org.liniya.ticket.TicketNumber;

/** What star codes do, and what the operator hears of it. */
class DeskOrdersTest {
  private static final OperatorId ANNA = new OperatorId("1001");
  private static final OperatorId STRANGER = new OperatorId("9");
  private static final Instant AT = Instant.parse("2026-11-27T09:00:00Z");
  private static final DeskOrder NOTE = new DeskOrder.Note("Ждёт звонка из отдела");

  private final Desk1001 board = new Desk1001();
  private final InMemoryTickets tickets = new InMemoryTickets();
  private Optional<TicketNumber> served = Optional.empty();
  private final Set<OperatorId> conferring = new HashSet<>();
  private final DeskOrders orders =
      new DeskOrders(board, tickets, _ -> served, conferring::contains, new SkippingTime());

  @Test
  void readyAndPauseAreAskedOfTheQueues() {
    assertThat(orders.obey(ANNA, new DeskOrder.Ready())).isEqualTo(DeskOrders.READY);
    assertThat(orders.obey(ANNA, new DeskOrder.Pause("lunch"))).isEqualTo(DeskOrders.PAUSED);

    assertThat(board.asked).containsExactly("ready 1001", "pause 1001 lunch");
  }

  @Test
  void whomTheQueuesDoNotKnowIsToldThatNothingWasDone() {
    assertThat(orders.obey(STRANGER, new DeskOrder.Ready())).isEqualTo(DeskOrders.NOT_DONE);
    assertThat(orders.obey(STRANGER, new DeskOrder.Pause("x"))).isEqualTo(DeskOrders.NOT_DONE);
  }

  @Test
  void onlyAWrapUpIsLengthened() {
    assertThat(orders.obey(ANNA, new DeskOrder.MoreWrapUp())).isEqualTo(DeskOrders.NOT_DONE);
    board.state = "wrap-up";
    assertThat(orders.obey(ANNA, new DeskOrder.MoreWrapUp())).isEqualTo(DeskOrders.MORE_WRAP_UP);

    assertThat(board.asked).containsExactly("extend 1001");
  }

  @Test
  void aNoteGoesToTheTicketServedLast() {
    TicketNumber ticket =
        tickets.open(
            CallId.parse("0192f0c1-0000-7000-8000-000000000001"),
            "access",
            Identity.NONE,
            Language.RU,
            AT);
    served = Optional.of(ticket);

    assertThat(orders.obey(ANNA, NOTE)).isEqualTo(DeskOrders.NOTED);

    TicketEntry noted = tickets.history(ticket).orElseThrow().entries().getLast();
    assertThat(noted.event()).isInstanceOf(TicketEvent.Noted.class);
    assertThat(noted.by().name()).isEqualTo("operator-1001");
  }

  @Test
  void withoutATicketNothingIsNoted() {
    assertThat(orders.obey(ANNA, NOTE)).isEqualTo(DeskOrders.NOT_DONE);
  }

  @Test
  void withTheDatabaseAwayNothingIsNoted() {
    served = Optional.of(new TicketNumber("17980241"));
    tickets.failing(true);

    assertThat(orders.obey(ANNA, NOTE)).isEqualTo(DeskOrders.NOT_DONE);
  }

  @Test
  void whoConsultsNobodyIsToldThatThereIsNoConference() {
    assertThat(orders.obey(ANNA, new DeskOrder.Conference())).isEqualTo(DeskOrders.NOT_DONE);
    conferring.add(ANNA);
    assertThat(orders.obey(ANNA, new DeskOrder.Conference())).isEqualTo(DeskOrders.CONFERENCE);
  }
}
