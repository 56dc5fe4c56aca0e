package org.liniya.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liniya.ticket.Author;
import org.liniya.ticket.EscalationLevel;
import org.liniya.ticket.TicketHistory;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketRules;
import org.liniya.ticket.TicketVerb;

/**
 * Work on tickets, kept. Every method that changes something has committed it when it returns, or
 * throws {@link StoreException} and has changed nothing. Of two that change the same ticket at once
 * the second decides on what the first left. Thread-safe; blocks while the database works (a
 * bounded time).
 */
public interface TicketDesk {

  /**
   * Does {@code verb} to a ticket when {@link TicketRules} allows it; empty when there is no such
   * ticket.
   */
  Optional<TicketRules.Outcome> apply(TicketNumber number, TicketVerb verb, Author by, Instant at);

  /** Empty when there is no such ticket. */
  Optional<TicketHistory> history(TicketNumber number);

  /** Tickets of which a level may have to be told by {@code now}, those that wait longest first. */
  List<TicketNumber> nearing(Instant now, int limit);

  /**
   * Notes every level that is to be told of a deadline by {@code now} and has not been, each once,
   * and gives those that it noted. Nobody else is given them again.
   *
   * @throws StoreException also when there is no such ticket
   */
  List<EscalationLevel> escalate(TicketNumber number, Instant now);

  /**
   * Has every ticket that has not ended looked at again when the levels are others than those for
   * which this was done last; does nothing otherwise, also after a restart.
   */
  void reckonAgain(Instant now);
}
