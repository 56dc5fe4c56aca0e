package org.liniya.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.Ending;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.identity.Identity;

/** A ticket as it stands now. Immutable. */
public record Ticket(
    TicketNumber number,
    String category,
    Identity identity,
    Language language,
    TicketState state,
    Instant openedAt,
    Optional<Instant> endedAt,
    Optional<Ending> ending,
    Optional<OperatorId> operator,
    Optional<Integer> rating,
    List<CallId> calls,
    List<CallId> recordings) {

  public Ticket {
    calls = List.copyOf(calls);
    recordings = List.copyOf(recordings);
  }
}
