package org.liniya.port;

import java.time.Instant;
import java.util.Optional;
import org.liniya.person.Applicant;
import org.liniya.ticket.TicketNumber;

/**
 * Names and contacts on tickets, kept sealed. Thread-safe; blocks while the database works (a
 * bounded time).
 */
public interface Applicants {

  /** Of whom a ticket is; nothing known when it was erased. Empty when there is no such ticket. */
  Optional<Applicant> of(TicketNumber number);

  /**
   * Keeps what {@code told} has; the rest stays. The ticket is found by it afterwards, by a name
   * that this one replaces no longer. Committed when this returns.
   *
   * @return false when there is no such ticket
   */
  boolean set(TicketNumber number, Applicant told, Instant at);
}
