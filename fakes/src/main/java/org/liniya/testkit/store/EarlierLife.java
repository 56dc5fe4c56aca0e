package org.liniya.testkit.store;

import java.time.Instant;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.ticket.Author;
import org.liniya.ticket.Deadline;
import org.liniya.ticket.Department;
import org.liniya.ticket.Stage;
import org.liniya.ticket.TicketLife;
import org.liniya.ticket.TicketState;

/** The life of a ticket that was in a state before the story begins. A pure function. */
final class EarlierLife {

  private static final OperatorId OPERATOR = new OperatorId("1001");
  private static final Secret TEXT = new Secret("earlier");

  private EarlierLife() {}

  static TicketLife in(TicketState state, TicketLife opened, Instant at) {
    return new TicketLife(
        stage(state, opened.answer()),
        at,
        opened.openedAt(),
        opened.answer(),
        opened.registration(),
        opened.escalated(),
        opened.calls(),
        state == TicketState.REOPENED ? 1 : 0,
        0);
  }

  private static Stage stage(TicketState state, Deadline deadline) {
    return switch (state) {
      case NEW -> new Stage.New();
      case IN_PROGRESS -> new Stage.InProgress(OPERATOR);
      case HANDED_OVER ->
          new Stage.HandedOver(Author.SERVER, new Department("department"), TEXT, deadline);
      case WAITING -> new Stage.Waiting(OPERATOR, TEXT);
      case SOLVED -> new Stage.Solved(TEXT);
      case REOPENED -> new Stage.Reopened(TEXT);
      case CLOSED -> new Stage.Closed(TEXT);
    };
  }
}
