package org.liniya.store;

import static java.util.stream.Collectors.toSet;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.liniya.call.CallId;
import org.liniya.person.Belongings;
import org.liniya.person.PersonId;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketState;

/**
 * Finds what is kept about a person, beginning with one of their tickets. Runs in the caller's
 * transaction.
 */
final class BelongingsQuery {

  private record TicketRow(
      TicketNumber number, Optional<PersonId> person, TicketState state, boolean erased) {}

  private record CallRow(CallId id, Optional<PersonId> person, boolean ended) {}

  /** Empty when there is no such ticket. */
  Optional<Belongings> of(Handle handle, TicketNumber ticket) {
    return tickets(handle, "t.number = :number", "number", ticket.digits()).stream()
        .findFirst()
        .map(row -> of(handle, row));
  }

  private Belongings of(Handle handle, TicketRow first) {
    List<TicketRow> tickets =
        first
            .person()
            .map(who -> tickets(handle, "t.person = :person", "person", who.value()))
            .orElse(List.of(first));
    List<TicketNumber> numbers = tickets.stream().map(TicketRow::number).toList();
    List<CallRow> calls = calls(handle, first.person(), numbers);
    List<UUID> ids = calls.stream().map(call -> call.id().value()).toList();
    return new Belongings(
        first.person(),
        numbers,
        tickets.stream().filter(each -> open(each.state())).map(TicketRow::number).collect(toSet()),
        numbers.stream().filter(number -> TicketHoldsTable.held(handle, number)).collect(toSet()),
        calls.stream().map(CallRow::id).toList(),
        calls.stream()
            .filter(call -> call.person().isPresent() && !call.person().equals(first.person()))
            .map(CallRow::id)
            .collect(toSet()),
        calls.stream().filter(call -> !call.ended()).map(CallRow::id).collect(toSet()),
        among(
            handle,
            "select call_id as id from callbacks where ended_at is null and call_id in (<calls>)",
            ids),
        among(
            handle,
            "select recording as id from ticket_recordings where recording in (<calls>)",
            ids),
        first.erased());
  }

  private static boolean open(TicketState state) {
    return state != TicketState.SOLVED && state != TicketState.CLOSED;
  }

  private static List<TicketRow> tickets(
      Handle handle, String where, String parameter, Object value) {
    return handle
        .createQuery(
            "select t.number, t.person, t.state, (select p.erased_at from persons p"
                + " where p.id = t.person) as erased_at from tickets t where "
                + where
                + " order by t.opened_at, t.number")
        .bind(parameter, value)
        .map(
            (row, _) ->
                new TicketRow(
                    new TicketNumber(row.getString("number")),
                    Columns.optional(row, "person", PersonId::parse),
                    TicketState.of(row.getString("state")),
                    Columns.optionalMoment(row, "erased_at").isPresent()))
        .list();
  }

  /** Those on the tickets, and the person's others. */
  private static List<CallRow> calls(
      Handle handle, Optional<PersonId> person, List<TicketNumber> tickets) {
    Set<CallRow> found =
        new LinkedHashSet<>(
            handle
                .createQuery(
                    "select c.id, c.person, c.ended_at from calls c join ticket_calls l"
                        + " on l.call_id = c.id where l.number in (<tickets>)")
                .bindList("tickets", tickets.stream().map(TicketNumber::digits).toList())
                .map((row, _) -> call(row))
                .list());
    person.ifPresent(
        who ->
            found.addAll(
                handle
                    .createQuery("select id, person, ended_at from calls where person = :person")
                    .bind("person", who.value())
                    .map((row, _) -> call(row))
                    .list()));
    return found.stream().sorted((one, other) -> one.id().compareTo(other.id())).toList();
  }

  private static CallRow call(java.sql.ResultSet row) throws java.sql.SQLException {
    return new CallRow(
        Columns.call(row, "id"),
        Columns.optional(row, "person", PersonId::parse),
        Columns.optionalMoment(row, "ended_at").isPresent());
  }

  private static List<CallId> among(Handle handle, String select, List<UUID> calls) {
    return calls.isEmpty()
        ? List.of()
        : handle
            .createQuery(select)
            .bindList("calls", calls)
            .map((row, _) -> Columns.call(row, "id"))
            .list();
  }
}
