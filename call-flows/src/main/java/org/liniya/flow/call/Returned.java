package org.liniya.flow.call;

import java.time.Instant;
import java.util.Optional;
import org.liniya.call.Language;
import org.liniya.ticket.TicketNumber;

/**
 * What is known of a caller whom we have rung, before the flow begins. Immutable.
 *
 * @param group in whose queue the caller waits; {@code queue.group} holds it from the start
 * @param rank the place that the caller has kept
 */
public record Returned(
    Language language, Optional<TicketNumber> ticket, String group, Instant rank) {}
