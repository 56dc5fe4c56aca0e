package org.liniya.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.liniya.call.CallId;
import org.liniya.person.PersonId;
import org.liniya.ticket.TicketNumber;

/**
 * Takes away all that is a ticket's or a call's own. Asks nothing: whether it may is decided
 * before, in the same transaction. A table that refers to tickets, calls or persons must be known
 * here; {@code RetentionSchemaTest} finds one that is not.
 */
final class RetentionDeletion {

  /** Tables of a ticket, by the column {@code number}; those that others refer to come last. */
  static final List<String> OF_TICKET =
      List.of(
          "ticket_entries", "ticket_lookups", "ticket_holds", "ticket_recordings", "ticket_calls");

  /** Tables of a call, with the column of its identifier. */
  private static final List<OfCall> OF_CALL =
      List.of(
          new OfCall("journal", "call_id"),
          new OfCall("dialogs", "call_id"),
          new OfCall("callback_tries", "call_id"),
          new OfCall("callbacks", "call_id"),
          new OfCall("calls", "id"));

  private record OfCall(String table, String column) {}

  private final PersonKeys persons;

  RetentionDeletion(PersonKeys persons) {
    this.persons = persons;
  }

  /** How much was deleted of what, for the audit. */
  record Counts(int entries, int calls, int journalLines, int persons) {
    @Override
    public String toString() {
      return "%d entries, %d calls, %d journal lines, %d persons"
          .formatted(entries, calls, journalLines, persons);
    }
  }

  Counts ticket(Handle handle, TicketNumber number, List<CallId> calls) {
    Set<PersonId> owners = new LinkedHashSet<>();
    owner(handle, "tickets where number = :id", number.digits()).ifPresent(owners::add);
    int entries = 0;
    for (String table : OF_TICKET) {
      int gone =
          handle
              .createUpdate("delete from " + table + " where number = :number")
              .bind("number", number.digits())
              .execute();
      entries += table.equals("ticket_entries") ? gone : 0;
    }
    int journal = 0;
    for (CallId call : calls) {
      owner(handle, "calls where id = :id", call.value()).ifPresent(owners::add);
      journal += rowsOf(handle, call);
    }
    handle
        .createUpdate("delete from tickets where number = :number")
        .bind("number", number.digits())
        .execute();
    return new Counts(entries, calls.size(), journal, forget(handle, owners));
  }

  Counts call(Handle handle, CallId call) {
    Set<PersonId> owners = new LinkedHashSet<>();
    owner(handle, "calls where id = :id", call.value()).ifPresent(owners::add);
    int journal = rowsOf(handle, call);
    return new Counts(0, 1, journal, forget(handle, owners));
  }

  /** Gives how many lines the journal had. */
  private static int rowsOf(Handle handle, CallId call) {
    int journal = 0;
    for (OfCall each : OF_CALL) {
      int gone =
          handle
              .createUpdate("delete from " + each.table() + " where " + each.column() + " = :call")
              .bind("call", call.value())
              .execute();
      journal += each.table().equals("journal") ? gone : 0;
    }
    return journal;
  }

  private static Optional<PersonId> owner(Handle handle, String where, Object id) {
    return handle
        .createQuery("select person from " + where)
        .bind("id", id)
        .map((row, _) -> Columns.optional(row, "person", PersonId::parse))
        .findOne()
        .flatMap(person -> person);
  }

  /** Who has nothing left with us goes, and with them the key; gives how many went. */
  private int forget(Handle handle, Set<PersonId> owners) {
    List<PersonId> left = new ArrayList<>(owners);
    int gone = 0;
    while (!left.isEmpty()) {
      PersonId person = left.removeFirst();
      Optional<PersonId> same = sameAs(handle, person);
      int rows =
          handle
              .createUpdate(
                  "delete from persons where id = :id"
                      + " and not exists (select 1 from tickets where person = :id)"
                      + " and not exists (select 1 from calls where person = :id)"
                      + " and not exists (select 1 from callbacks where person = :id)"
                      + " and not exists (select 1 from persons other where other.same_as = :id)")
              .bind("id", person.value())
              .execute();
      if (rows > 0) {
        gone++;
        persons.drop(person);
        same.ifPresent(left::add);
      }
    }
    return gone;
  }

  private static Optional<PersonId> sameAs(Handle handle, PersonId person) {
    return handle
        .createQuery("select same_as from persons where id = :id")
        .bind("id", person.value())
        .map((row, _) -> Columns.optional(row, "same_as", PersonId::parse))
        .findOne()
        .flatMap(same -> same);
  }
}
