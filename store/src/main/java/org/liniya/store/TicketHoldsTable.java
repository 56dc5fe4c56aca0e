package org.liniya.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.liniya.call.Secret;
import org.liniya.person.PersonId;
import org.liniya.port.TicketHolds;
import org.liniya.ticket.Author;
import org.liniya.ticket.TicketHold;
import org.liniya.ticket.TicketNumber;

/**
 * Holds in their table; the reason is sealed with the key of the ticket's person. The ticket's row
 * is locked meanwhile, as it is by a deletion: of the two one comes first. Thread-safe.
 */
final class TicketHoldsTable implements TicketHolds {

  private final Sql sql;
  private final PersonKeys persons;

  TicketHoldsTable(Sql sql, PersonKeys persons) {
    this.sql = sql;
    this.persons = persons;
  }

  /** A ticket as it was locked. */
  private record Locked(TicketNumber number, Optional<PersonId> person) {}

  /** Whether a ticket is held; in the caller's transaction. */
  static boolean held(Handle handle, TicketNumber number) {
    return handle
        .createQuery("select 1 from ticket_holds where number = :number and released_at is null")
        .bind("number", number.digits())
        .mapTo(Integer.class)
        .findFirst()
        .isPresent();
  }

  @Override
  public Outcome hold(TicketNumber number, Secret why, Author by, Instant at) {
    return sql.run(
        "hold a ticket",
        handle ->
            lock(handle, number)
                .map(locked -> hold(handle, locked, why, by, at))
                .orElse(Outcome.NO_SUCH_TICKET));
  }

  private Outcome hold(Handle handle, Locked locked, Secret why, Author by, Instant at) {
    TicketNumber number = locked.number();
    if (held(handle, number)) {
      return Outcome.NOTHING_TO_DO;
    }
    int place =
        1
            + handle
                .createQuery("select count(*) from ticket_holds where number = :number")
                .bind("number", number.digits())
                .mapTo(Integer.class)
                .one();
    PersonId person = TicketPersons.living(handle, number, locked.person(), persons, at);
    handle
        .createUpdate(
            "insert into ticket_holds (number, place, held_at, held_by, why_sealed)"
                + " values (:number, :place, :at, :by, :why)")
        .bind("number", number.digits())
        .bind("place", place)
        .bind("at", Columns.moment(at))
        .bind("by", by.name())
        .bind("why", persons.seal(handle, person, why, place(number, place)))
        .execute();
    return Outcome.DONE;
  }

  @Override
  public Outcome release(TicketNumber number, Author by, Instant at) {
    return sql.run(
        "release a ticket",
        handle -> {
          if (lock(handle, number).isEmpty()) {
            return Outcome.NO_SUCH_TICKET;
          }
          int released =
              handle
                  .createUpdate(
                      "update ticket_holds set released_at = :at, released_by = :by"
                          + " where number = :number and released_at is null")
                  .bind("at", Columns.moment(at))
                  .bind("by", by.name())
                  .bind("number", number.digits())
                  .execute();
          return released == 0 ? Outcome.NOTHING_TO_DO : Outcome.DONE;
        });
  }

  @Override
  public List<TicketHold> of(TicketNumber number) {
    return sql.read(
        "read a ticket's holds",
        handle ->
            handle
                .createQuery(
                    "select h.place, h.held_at, h.held_by, h.why_sealed, h.released_at,"
                        + " h.released_by, t.person from ticket_holds h"
                        + " join tickets t on t.number = h.number"
                        + " where h.number = :number order by h.place")
                .bind("number", number.digits())
                .map((row, _) -> read(handle, number, row))
                .list());
  }

  private TicketHold read(Handle handle, TicketNumber number, ResultSet row) throws SQLException {
    Secret why =
        persons
            .open(
                handle,
                PersonId.parse(row.getString("person")),
                row.getString("why_sealed"),
                place(number, row.getInt("place")))
            .orElse(TicketEntries.ERASED);
    Optional<Author> releasedBy = Columns.optional(row, "released_by", Author::new);
    return new TicketHold(
        Columns.moment(row, "held_at"),
        new Author(row.getString("held_by")),
        why,
        Columns.optionalMoment(row, "released_at")
            .flatMap(at -> releasedBy.map(by -> new TicketHold.Release(at, by))));
  }

  private static Optional<Locked> lock(Handle handle, TicketNumber number) {
    return handle
        .createQuery("select person from tickets where number = :number for update")
        .bind("number", number.digits())
        .map((row, _) -> new Locked(number, Columns.optional(row, "person", PersonId::parse)))
        .findOne();
  }

  private static String place(TicketNumber number, int place) {
    return "ticket_holds.why:" + number.digits() + "." + place;
  }
}
