package org.liniya.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;
import org.liniya.person.PersonId;
import org.liniya.port.StoreException;
import org.liniya.ticket.TicketNumber;

/** Whose a ticket is. Stateless; runs in the caller's transaction. */
final class TicketPersons {
  private TicketPersons() {}

  /**
   * The person of a ticket, whose row is locked from here on. Empty for a ticket from before there
   * were keys of persons.
   *
   * @throws StoreException when there is no such ticket
   */
  static Optional<PersonId> locked(Handle handle, TicketNumber number) {
    return handle
        .createQuery("select person from tickets where number = :number for update")
        .bind("number", number.digits())
        .map((row, _) -> Columns.optional(row, "person", PersonId::parse))
        .findOne()
        .orElseThrow(() -> new StoreException("no such ticket"));
  }

  /** Keeps a document that was stated, sealed. */
  static void sealIdentity(
      Handle handle, TicketNumber number, LookUp datum, PersonKeys persons, Instant at) {
    PersonId person = living(handle, number, locked(handle, number), persons, at);
    handle
        .createUpdate("update tickets set identity_sealed = :sealed where number = :number")
        .bind("sealed", persons.seal(handle, person, datum.normal(), identity(number)))
        .bind("number", number.digits())
        .execute();
  }

  /** What {@link #sealIdentity} keeps; {@code row} has its person and the sealed value. */
  static Optional<Secret> identity(
      Handle handle, PersonKeys persons, TicketNumber number, ResultSet row) throws SQLException {
    Optional<String> sealed = Columns.optional(row, "identity_sealed", text -> text);
    return Columns.optional(row, "person", PersonId::parse)
        .flatMap(who -> sealed.flatMap(text -> persons.open(handle, who, text, identity(number))));
  }

  private static String identity(TicketNumber number) {
    return "tickets.identity:" + number.digits();
  }

  /**
   * Somebody whose key can seal: the ticket's person, or a new one when there is none or the old
   * one has been erased. To be called with the row locked.
   */
  static PersonId living(
      Handle handle,
      TicketNumber number,
      Optional<PersonId> present,
      PersonKeys persons,
      Instant at) {
    return persons
        .living(handle, present)
        .orElseGet(
            () -> {
              PersonId made = persons.create(handle, at);
              handle
                  .createUpdate("update tickets set person = :person where number = :number")
                  .bind("person", made.value())
                  .bind("number", number.digits())
                  .execute();
              return made;
            });
  }
}
