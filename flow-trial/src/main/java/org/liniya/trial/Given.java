package org.liniya.trial;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.liniya.call.CallerNumber;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketState;

/**
 * What a trial begins with. Immutable.
 *
 * @param caller who rings, and how far the number can be trusted
 * @param at when the call arrives
 * @param operators how many are logged in, by skill group; one in a group that is not named
 * @param tickets that there are already
 * @param verifiable by what the caller can be verified
 */
public record Given(
    CallerNumber caller,
    Instant at,
    Map<String, Integer> operators,
    List<Earlier> tickets,
    Verifiable verifiable) {

  public Given {
    operators = Map.copyOf(operators);
    tickets = List.copyOf(tickets);
  }

  /** A ticket of an earlier call. */
  public record Earlier(TicketNumber number, TicketState state, String category) {}
}
