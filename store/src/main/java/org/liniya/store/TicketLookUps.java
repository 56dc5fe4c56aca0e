package org.liniya.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.liniya.call.CallId;
import org.liniya.person.LookUp;
import org.liniya.person.PersonId;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketNumber;

/** By what tickets are found beside their numbers. Stateless; runs in the caller's transaction. */
final class TicketLookUps {
  private TicketLookUps() {}

  /** What a call brings to its ticket. */
  private record Caller(Optional<PersonId> person, Optional<String> hash) {}

  /**
   * The person of a call, if its number was kept and they have not been erased, and a new one
   * otherwise; the call is theirs from then on.
   */
  static PersonId personOf(Handle handle, CallId call, PersonKeys persons, Instant at) {
    return persons
        .living(handle, caller(handle, call).flatMap(Caller::person))
        .orElseGet(
            () -> {
              PersonId made = persons.create(handle, at);
              handle
                  .createUpdate("update calls set person = :person where id = :id")
                  .bind("person", made.value())
                  .bind("id", call.value())
                  .execute();
              return made;
            });
  }

  /** A ticket is found by the numbers of its calls that the network vouches for. */
  static void addNumber(Handle handle, TicketNumber number, CallId call) {
    caller(handle, call)
        .flatMap(Caller::hash)
        .ifPresent(hash -> add(handle, number, LookUp.Kind.PHONE, hash));
  }

  /** Does nothing when it is there already. */
  static void add(Handle handle, TicketNumber number, LookUp.Kind kind, String hash) {
    handle
        .createUpdate(
            "insert into ticket_lookups (kind, hash, opened_at, number)"
                + " select :kind, :hash, t.opened_at, t.number from tickets t"
                + " where t.number = :number and not exists (select 1 from ticket_lookups l"
                + " where l.kind = :kind and l.hash = :hash and l.opened_at = t.opened_at"
                + " and l.number = t.number)")
        .bind("kind", kind.word())
        .bind("hash", hash)
        .bind("number", number.digits())
        .execute();
  }

  /** For a name that takes the place of another. */
  static void removeNames(Handle handle, TicketNumber number) {
    handle
        .createUpdate(
            "delete from ticket_lookups where number = :number"
                + " and kind in ('surname', 'surname-first-name')")
        .bind("number", number.digits())
        .execute();
  }

  /**
   * The newest first. All columns of the key stand in the order, those of one value too: only so H2
   * follows the key and stops at the limit.
   */
  static List<Ticket> find(
      Handle handle, LookUp.Kind kind, String hash, Instant from, Instant to, int limit) {
    List<Ticket> found =
        handle
            .createQuery(
                "select "
                    + TicketRows.COLUMNS
                    + " from ticket_lookups l join tickets t on t.number = l.number"
                    + " where l.kind = :kind and l.hash = :hash"
                    + " and l.opened_at >= :from and l.opened_at < :to"
                    + " order by l.kind desc, l.hash desc, l.opened_at desc, l.number desc"
                    + " limit :limit")
            .bind("kind", kind.word())
            .bind("hash", hash)
            .bind("from", Columns.moment(from))
            .bind("to", Columns.moment(to))
            .bind("limit", limit)
            .map((row, _) -> TicketRows.bare(row))
            .list();
    return TicketRows.complete(handle, found);
  }

  /** As {@link #find}, whoever they are of. */
  static List<Ticket> opened(Handle handle, Instant from, Instant to, int limit) {
    List<Ticket> found =
        handle
            .createQuery(
                "select "
                    + TicketRows.COLUMNS
                    + " from tickets t where t.opened_at >= :from and t.opened_at < :to"
                    + " order by t.opened_at desc, t.number desc limit :limit")
            .bind("from", Columns.moment(from))
            .bind("to", Columns.moment(to))
            .bind("limit", limit)
            .map((row, _) -> TicketRows.bare(row))
            .list();
    return TicketRows.complete(handle, found);
  }

  private static Optional<Caller> caller(Handle handle, CallId call) {
    return handle
        .createQuery("select person, from_hash from calls where id = :id")
        .bind("id", call.value())
        .map(
            (row, _) ->
                new Caller(
                    Columns.optional(row, "person", PersonId::parse),
                    Columns.optional(row, "from_hash", hash -> hash)))
        .findOne();
  }
}
