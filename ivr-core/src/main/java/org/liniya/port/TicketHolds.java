package org.liniya.port;

import java.time.Instant;
import java.util.List;
import org.liniya.call.Secret;
import org.liniya.ticket.Author;
import org.liniya.ticket.TicketHold;
import org.liniya.ticket.TicketNumber;

/**
 * Tickets that must not be deleted. Committed when a method returns; throws {@link StoreException}
 * and has changed nothing otherwise. Thread-safe; blocks while the database works (a bounded time).
 */
public interface TicketHolds {

  /** What became of a wish. */
  enum Outcome {
    DONE,
    /** It is held already, or is not held. */
    NOTHING_TO_DO,
    NO_SUCH_TICKET
  }

  /** From when this returns {@link Outcome#DONE} the ticket is not deleted. */
  Outcome hold(TicketNumber number, Secret why, Author by, Instant at);

  Outcome release(TicketNumber number, Author by, Instant at);

  /** All that there were, the earliest first; the last may be in force. */
  List<TicketHold> of(TicketNumber number);
}
