package org.liniya.server.run;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.port.DeskOrder;
import org.liniya.port.OperatorBoard;
import org.liniya.port.StoreException;
import org.liniya.port.TicketDesk;
import org.liniya.port.Time;
import org.liniya.ticket.Author;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketRules;
import org.liniya.ticket.TicketVerb;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what an operator has dialled a star code for, and says by which prompt the operator hears of
 * it. Thread-safe; waits for the queues or the database, a bounded time each.
 */
final class DeskOrders {

  static final String READY = "desk-ready";
  static final String PAUSED = "desk-paused";
  static final String MORE_WRAP_UP = "desk-more-wrap-up";
  static final String NOTED = "desk-noted";
  static final String CONFERENCE = "desk-conference";
  static final String NOT_DONE = "desk-not-done";

  /** Said to who dials the code of supervisors and is none. */
  static final String NOT_ALLOWED = "desk-not-allowed";

  private static final Logger LOG = LoggerFactory.getLogger(DeskOrders.class);

  private final OperatorBoard board;
  private final TicketDesk tickets;
  private final Function<OperatorId, Optional<TicketNumber>> lastTicket;
  private final Predicate<OperatorId> conference;
  private final Time time;

  /**
   * @param lastTicket the ticket of the call that an operator serves, or served last
   * @param conference joins an operator's caller with whom the operator consults; false when there
   *     are not those three
   */
  DeskOrders(
      OperatorBoard board,
      TicketDesk tickets,
      Function<OperatorId, Optional<TicketNumber>> lastTicket,
      Predicate<OperatorId> conference,
      Time time) {
    this.board = board;
    this.tickets = tickets;
    this.lastTicket = lastTicket;
    this.conference = conference;
    this.time = time;
  }

  /** The prompt for the operator: what was done, or that nothing was. */
  String obey(OperatorId operator, DeskOrder order) {
    String prompt =
        switch (order) {
          case DeskOrder.Ready _ -> board.ready(operator) ? READY : NOT_DONE;
          case DeskOrder.Pause(String reason) -> board.pause(operator, reason) ? PAUSED : NOT_DONE;
          case DeskOrder.MoreWrapUp _ -> moreWrapUp(operator);
          case DeskOrder.Note(String text) -> note(operator, text);
          case DeskOrder.Conference _ -> conference.test(operator) ? CONFERENCE : NOT_DONE;
        };
    LOG.atInfo()
        .addKeyValue("operator", operator)
        .addKeyValue("order", order.getClass().getSimpleName())
        .log("star code: {}", prompt);
    return prompt;
  }

  /** Outside a wrap-up there is nothing to lengthen, and the operator is told so. */
  private String moreWrapUp(OperatorId operator) {
    boolean wrapsUp =
        board.operators().stream()
            .anyMatch(each -> each.id().equals(operator) && each.state().equals("wrap-up"));
    return wrapsUp && board.extendWrapUp(operator) ? MORE_WRAP_UP : NOT_DONE;
  }

  private String note(OperatorId operator, String text) {
    try {
      return lastTicket
          .apply(operator)
          .flatMap(
              ticket ->
                  tickets.apply(
                      ticket,
                      new TicketVerb.Note(new Secret(text)),
                      new Author("operator-" + operator.value()),
                      time.now()))
          .filter(TicketRules.Outcome.Done.class::isInstance)
          .map(_ -> NOTED)
          .orElse(NOT_DONE);
    } catch (StoreException e) {
      LOG.atError().addKeyValue("operator", operator).log("not noted: {}", e.getMessage());
      return NOT_DONE;
    }
  }
}
