package org.liniya.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.liniya.call.CallId;
import org.liniya.person.Belongings;
import org.liniya.person.PersonId;
import org.liniya.ticket.TicketNumber;

/**
 * Destroys what tells of a person. The sealed values go too, although nothing opens them without
 * the key: what is not there cannot be mistaken for damage. Stateless; runs in the caller's
 * transaction.
 */
final class Erasure {

  /** What is read in place of what was masked. */
  private static final String ERASED = "erased";

  private Erasure() {}

  /** Whoever works on these tickets at the same time comes before this or after it. */
  static void lock(Handle handle, Belongings what) {
    handle
        .createQuery(
            "select number from tickets where number in (<tickets>) order by number for update")
        .bindList("tickets", digits(what))
        .mapTo(String.class)
        .list();
  }

  /** Gives whose keys are gone. */
  static List<PersonId> run(Handle handle, Belongings what, PersonKeys keys, Instant at) {
    List<UUID> calls = what.calls().stream().map(CallId::value).toList();
    // Somebody whose erasure the calls show that had nobody's key; for tickets from before the keys
    PersonId owner = what.person().orElseGet(() -> keys.create(handle, at));
    List<PersonId> gone = persons(handle, owner, calls);
    handle
        .createUpdate(
            "update tickets set person = :person, identity_masked = :erased,"
                + " identity_sealed = null, name_sealed = null, phone_sealed = null,"
                + " email_sealed = null where number in (<tickets>)")
        .bind("person", owner.value())
        .bind("erased", ERASED)
        .bindList("tickets", digits(what))
        .execute();
    forTickets(
        handle, what, "update ticket_entries set text_sealed = null where number in (<tickets>)");
    forTickets(handle, what, "delete from ticket_lookups where number in (<tickets>)");
    // that they were, and when, stands in the audit; what people wrote about it goes
    forTickets(handle, what, "delete from ticket_holds where number in (<tickets>)");
    if (!calls.isEmpty()) {
      handle
          .createUpdate(
              "update calls set from_masked = :erased, from_sealed = null, from_trust = :erased,"
                  + " from_hash = null, person = coalesce(person, :person) where id in (<calls>)")
          .bind("erased", ERASED)
          .bind("person", owner.value())
          .bindList("calls", calls)
          .execute();
      handle
          .createUpdate("delete from callback_tries where call_id in (<calls>)")
          .bindList("calls", calls)
          .execute();
      handle
          .createUpdate("delete from callbacks where call_id in (<calls>)")
          .bindList("calls", calls)
          .execute();
    }
    handle
        .createUpdate(
            "update persons set sealed_key = null, erased_at = :at"
                + " where id in (<persons>) and sealed_key is not null")
        .bind("at", Columns.moment(at))
        .bindList("persons", gone.stream().map(PersonId::value).toList())
        .execute();
    return gone;
  }

  /** The owner, and whoever called about the tickets and has no ticket of their own. */
  private static List<PersonId> persons(Handle handle, PersonId owner, List<UUID> calls) {
    List<PersonId> all = new ArrayList<>(List.of(owner));
    if (!calls.isEmpty()) {
      handle
          .createQuery(
              "select distinct c.person from calls c where c.id in (<calls>)"
                  + " and c.person is not null and not exists"
                  + " (select 1 from tickets t where t.person = c.person)")
          .bindList("calls", calls)
          .map((row, _) -> new PersonId(row.getObject("person", UUID.class)))
          .list()
          .stream()
          .filter(person -> !person.equals(owner))
          .forEach(all::add);
    }
    return all;
  }

  private static void forTickets(Handle handle, Belongings what, String statement) {
    handle.createUpdate(statement).bindList("tickets", digits(what)).execute();
  }

  private static List<String> digits(Belongings what) {
    return what.tickets().stream().map(TicketNumber::digits).toList();
  }
}
