package org.liniya.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.Secret;
import org.liniya.person.Belongings;
import org.liniya.person.ErasureRule;
import org.liniya.person.PersonId;
import org.liniya.port.Persons;
import org.liniya.recovery.FaultPoint;
import org.liniya.ticket.TicketNumber;

/** Persons, and their end. Thread-safe. */
final class PersonsTable implements Persons {
  private final Sql sql;
  private final PersonKeys keys;
  private final BelongingsQuery belongings = new BelongingsQuery();

  PersonsTable(Sql sql, PersonKeys keys) {
    this.sql = sql;
    this.keys = keys;
  }

  /** What was done in a transaction, and whose keys are gone with it. */
  private record Done(Outcome outcome, List<PersonId> gone) {}

  @Override
  public Optional<Belongings> of(TicketNumber ticket) {
    return sql.read("look what is kept of a person", handle -> belongings.of(handle, ticket));
  }

  @Override
  public Optional<Secret> document(TicketNumber ticket) {
    return sql.read(
        "read a document",
        handle ->
            handle
                .createQuery("select person, identity_sealed from tickets where number = :number")
                .bind("number", ticket.digits())
                .map((row, _) -> TicketPersons.identity(handle, keys, ticket, row))
                .findOne()
                .flatMap(found -> found));
  }

  @Override
  public Optional<Outcome> erase(TicketNumber ticket, boolean evenOpen, Instant at) {
    Optional<Done> done =
        sql.run(
            "erase a person",
            handle -> {
              belongings.of(handle, ticket).ifPresent(what -> Erasure.lock(handle, what));
              // again: what was there before the rows were locked may have changed
              return belongings
                  .of(handle, ticket)
                  .map(
                      what ->
                          ErasureRule.refusal(what, evenOpen)
                              .map(why -> new Done(new Outcome.Refused(why), List.of()))
                              .orElseGet(
                                  () ->
                                      new Done(
                                          new Outcome.Erased(what),
                                          Erasure.run(handle, what, keys, at))));
            });
    done.ifPresent(each -> keys.forget(each.gone()));
    FaultPoint.PERSON_ERASED.pass();
    return done.map(Done::outcome);
  }

  @Override
  public List<CallId> recordingsLeft() {
    return sql.read(
        "look for recordings of erased persons",
        handle ->
            handle
                .createQuery(
                    "select r.recording from persons p join calls c on c.person = p.id"
                        + " join ticket_recordings r on r.recording = c.id"
                        + " where p.erased_at >= :ever order by r.recording")
                .bind("ever", Columns.moment(Instant.EPOCH)) // follows the index, "is not null" not
                .map((row, _) -> Columns.call(row, "recording"))
                .list());
  }

  @Override
  public void recordingsDeleted(List<CallId> calls) {
    if (calls.isEmpty()) {
      return;
    }
    sql.run(
        "take recordings off their tickets",
        handle ->
            handle
                .createUpdate("delete from ticket_recordings where recording in (<calls>)")
                .bindList("calls", calls.stream().map(CallId::value).toList())
                .execute());
  }
}
