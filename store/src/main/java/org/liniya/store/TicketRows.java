package org.liniya.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketState;

/** Makes tickets of rows, with what other tables know of them. Stateless. */
final class TicketRows {

  /** What {@link #bare} reads, of {@code tickets t}. */
  static final String COLUMNS =
      "t.number, t.category, t.identity_level, t.identity_kind, t.identity_masked, t.language,"
          + " t.state, t.opened_at, t.operator, t.rating";

  private TicketRows() {}

  /** A row as it is; without calls, endings and recordings. */
  static Ticket bare(ResultSet row) throws SQLException {
    return new Ticket(
        new TicketNumber(row.getString("number")),
        row.getString("category"),
        new Identity(
            IdentityLevel.of(row.getString("identity_level")),
            row.getString("identity_kind"),
            row.getString("identity_masked")),
        new Language(row.getString("language")),
        TicketState.of(row.getString("state")),
        Columns.moment(row, "opened_at"),
        Optional.empty(),
        Optional.empty(),
        Columns.optional(row, "operator", OperatorId::new),
        Columns.optional(row, "rating", Integer::valueOf),
        List.of(),
        List.of());
  }

  /** The same tickets with their calls, endings and recordings. */
  static List<Ticket> complete(Handle handle, List<Ticket> tickets) {
    if (tickets.isEmpty()) {
      return tickets;
    }
    List<TicketNumber> numbers = tickets.stream().map(Ticket::number).toList();
    Map<TicketNumber, List<TicketCalls.Linked>> calls = TicketCalls.of(handle, numbers);
    Map<TicketNumber, List<CallId>> recordings = TicketCalls.recordings(handle, numbers);
    return tickets.stream()
        .map(
            ticket ->
                with(
                    ticket,
                    calls.getOrDefault(ticket.number(), List.of()),
                    recordings.getOrDefault(ticket.number(), List.of())))
        .toList();
  }

  private static Ticket with(Ticket bare, List<TicketCalls.Linked> calls, List<CallId> recordings) {
    Optional<TicketCalls.Linked> last =
        calls.isEmpty() ? Optional.empty() : Optional.of(calls.getLast());
    return new Ticket(
        bare.number(),
        bare.category(),
        bare.identity(),
        bare.language(),
        bare.state(),
        bare.openedAt(),
        last.flatMap(TicketCalls.Linked::endedAt),
        last.flatMap(TicketCalls.Linked::ending),
        bare.operator(),
        bare.rating(),
        calls.stream().map(TicketCalls.Linked::call).toList(),
        recordings);
  }
}
