package org.liniya.ticket;

import java.time.Instant;

/** One line in the history of a ticket: who did what, and when. Immutable. */
public record TicketEntry(Author by, Instant at, TicketEvent event) {}
