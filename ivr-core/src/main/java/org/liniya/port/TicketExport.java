package org.liniya.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liniya.ticket.Priority;
import org.liniya.ticket.Ticket;

/**
 * Tickets page by page, for lists of any length. Thread-safe; blocks while the database works (a
 * bounded time).
 */
public interface TicketExport {

  /**
   * A ticket with what a report needs beside it.
   *
   * @param answerBy the deadline for the answer that it was opened with
   * @param closedAt when it was solved or closed; empty when it is neither
   */
  record Row(Ticket ticket, Priority priority, Instant answerBy, Optional<Instant> closedAt) {}

  /**
   * The oldest tickets first that were opened from {@code from} and before {@code to}, after the
   * ticket {@code after} when given; at most {@code limit}. Fewer means that there are no more.
   */
  List<Row> page(Instant from, Instant to, Optional<Row> after, int limit);
}
