package org.liniya.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.liniya.call.CallId;
import org.liniya.call.Ending;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.identity.Identity;
import org.liniya.person.LookUp;
import org.liniya.port.StoreException;
import org.liniya.port.TicketStore;
import org.liniya.port.Time;
import org.liniya.recovery.FaultPoint;
import org.liniya.ticket.Deadline;
import org.liniya.ticket.Due;
import org.liniya.ticket.NoticeKind;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketNumber;

/**
 * Tickets in their tables. Thread-safe. A ticket's ending is that of the call linked to it last: as
 * long as that call goes on, the ticket has none.
 */
final class TicketsTable implements TicketStore {
  private final Sql sql;
  private final Supplier<TicketNumber> numbers;
  private final PersonKeys persons;
  private final TicketLives lives;
  private final LookUpHashes hashes;
  private final Time time;

  /**
   * @param time for the age of keys
   */
  TicketsTable(
      Sql sql,
      Supplier<TicketNumber> numbers,
      PersonKeys persons,
      TicketLives lives,
      LookUpHashes hashes,
      Time time) {
    this.sql = sql;
    this.numbers = numbers;
    this.persons = persons;
    this.lives = lives;
    this.hashes = hashes;
    this.time = time;
  }

  @Override
  public TicketNumber open(
      CallId call, String category, Identity identity, Language language, Instant at) {
    // Sql runs it again when the number, or the call, turns out to be taken.
    TicketNumber opened =
        sql.run(
            "open a ticket",
            handle -> {
              Optional<TicketNumber> present = numberOf(handle, call);
              if (present.isPresent()) {
                return present.get();
              }
              TicketNumber number = numbers.get();
              Update insert =
                  handle.createUpdate(
                      "insert into tickets (number, category, identity_level, identity_kind,"
                          + " identity_masked, language, state, opened_at, person, priority,"
                          + " answer_by, registration_by, due_zone, look_at) values (:number,"
                          + " :category, :level, :kind, :masked, :language, 'new', :at, :person,"
                          + " :priority, :answer, :registration, :zone, :look)");
              bindIdentity(lives.bindOpening(insert, category, at), identity)
                  .bind("number", number.digits())
                  .bind("category", category)
                  .bind("language", language.tag())
                  .bind("at", Columns.moment(at))
                  .bind("person", TicketLookUps.personOf(handle, call, persons, at).value())
                  .execute();
              TicketCalls.link(handle, number, call);
              TicketLookUps.addNumber(handle, number, call);
              lives.tell(handle, number, NoticeKind.OPENED, at, Optional.empty());
              return number;
            });
    FaultPoint.TICKET_COMMITTED.pass();
    return opened;
  }

  @Override
  public Optional<Ticket> find(TicketNumber number) {
    return sql.read(
        "find a ticket",
        handle ->
            TicketRows.complete(
                    handle,
                    handle
                        .createQuery(
                            "select " + TicketRows.COLUMNS + " from tickets t where t.number = :n")
                        .bind("n", number.digits())
                        .map((row, _) -> TicketRows.bare(row))
                        .list())
                .stream()
                .findFirst());
  }

  @Override
  public Optional<Deadline> deadline(TicketNumber number) {
    return lives.history(number).map(h -> h.life().running().get(Due.ANSWER));
  }

  @Override
  public Optional<TicketNumber> ofCall(CallId call) {
    return sql.read("find a call's ticket", handle -> numberOf(handle, call));
  }

  /**
   * @throws StoreException also when the call has another ticket
   */
  @Override
  public void link(TicketNumber number, CallId call, Instant at) {
    sql.run(
        "link a call to a ticket",
        handle -> {
          mustExist(handle, number);
          Optional<TicketNumber> present = numberOf(handle, call);
          if (present.isEmpty()) {
            lives.link(handle, number, call, at);
            TicketLookUps.addNumber(handle, number, call);
          } else if (!present.get().equals(number)) {
            throw new StoreException("the call has another ticket");
          }
          return number;
        });
  }

  @Override
  public void update(TicketNumber number, String category, Identity identity, Language language) {
    change(
        number,
        handle ->
            bindIdentity(
                    handle.createUpdate(
                        "update tickets set category = :category, identity_level = :level,"
                            + " identity_kind = :kind, identity_masked = :masked,"
                            + " language = :language where number = :number"),
                    identity)
                .bind("category", category)
                .bind("language", language.tag()),
        handle -> lives.categoryChanged(handle, number));
  }

  @Override
  public void known(TicketNumber number, LookUp datum) {
    String hash = hashes.of(datum);
    sql.run(
        "keep who a ticket is of",
        handle -> {
          mustExist(handle, number);
          if (datum.kind().document()) {
            TicketPersons.sealIdentity(handle, number, datum, persons, time.now());
          }
          TicketLookUps.add(handle, number, datum.kind(), hash);
          return number;
        });
  }

  @Override
  public List<Ticket> search(LookUp by, Instant from, Instant to, int limit) {
    String hash = hashes.of(by);
    return sql.read(
        "look tickets up", handle -> TicketLookUps.find(handle, by.kind(), hash, from, to, limit));
  }

  @Override
  public List<Ticket> opened(Instant from, Instant to, int limit) {
    return sql.read(
        "list tickets of a time", handle -> TicketLookUps.opened(handle, from, to, limit));
  }

  @Override
  public void served(TicketNumber number, OperatorId operator, Instant at) {
    change(
        number,
        handle ->
            handle
                .createUpdate(
                    "update tickets set operator = :operator, served_at = :at"
                        + " where number = :number")
                .bind("operator", operator.value())
                .bind("at", Columns.moment(at)),
        handle -> lives.served(handle, number, operator, at));
  }

  /**
   * @throws IllegalArgumentException when {@code rating} is not 1 to 5
   */
  @Override
  public void rated(TicketNumber number, int rating) {
    if (rating < 1 || rating > 5) {
      throw new IllegalArgumentException("a rating is 1 to 5");
    }
    change(
        number,
        handle ->
            handle
                .createUpdate("update tickets set rating = :rating where number = :number")
                .bind("rating", rating),
        handle -> lives.rated(handle, number, rating));
  }

  @Override
  public void recorded(TicketNumber number, CallId recording) {
    sql.run(
        "add a recording to a ticket",
        handle -> {
          mustExist(handle, number);
          TicketCalls.record(handle, number, recording);
          return number;
        });
  }

  /**
   * @throws StoreException also when the call is not on this ticket
   */
  @Override
  public void callEnded(TicketNumber number, CallId call, Ending ending, Instant at) {
    sql.run(
        "end a ticket's call",
        handle -> {
          TicketCalls.end(handle, number, call, ending, at);
          return number;
        });
  }

  @Override
  public List<Ticket> latest(int limit, Optional<TicketNumber> before) {
    return sql.read(
        "list tickets",
        handle -> {
          Optional<Instant> openedBefore = before.flatMap(number -> openedAt(handle, number));
          if (before.isPresent() && openedBefore.isEmpty()) {
            return List.<Ticket>of();
          }
          String older =
              before.isPresent()
                  ? " where t.opened_at <= :at and (t.opened_at < :at or t.number < :number)"
                  : "";
          var query =
              handle
                  .createQuery(
                      "select "
                          + TicketRows.COLUMNS
                          + " from tickets t"
                          + older
                          + " order by t.opened_at desc, t.number desc limit :limit")
                  .bind("limit", limit);
          before.ifPresent(number -> query.bind("number", number.digits()));
          openedBefore.ifPresent(at -> query.bind("at", Columns.moment(at)));
          return TicketRows.complete(handle, query.map((row, _) -> TicketRows.bare(row)).list());
        });
  }

  private interface Change {
    Update in(Handle handle);
  }

  private void change(TicketNumber number, Change change, Consumer<Handle> then) {
    sql.run(
        "change a ticket",
        handle -> {
          if (change.in(handle).bind("number", number.digits()).execute() == 0) {
            throw new StoreException("no such ticket");
          }
          then.accept(handle);
          return number;
        });
  }

  private static void mustExist(Handle handle, TicketNumber number) {
    if (openedAt(handle, number).isEmpty()) {
      throw new StoreException("no such ticket");
    }
  }

  private static Optional<Instant> openedAt(Handle handle, TicketNumber number) {
    return handle
        .createQuery("select opened_at from tickets where number = :number")
        .bind("number", number.digits())
        .map((row, _) -> Columns.moment(row, "opened_at"))
        .findOne();
  }

  private static Optional<TicketNumber> numberOf(Handle handle, CallId call) {
    return handle
        .createQuery("select number from ticket_calls where call_id = :call")
        .bind("call", call.value())
        .map((row, _) -> new TicketNumber(row.getString("number")))
        .findOne();
  }

  private static Update bindIdentity(Update update, Identity identity) {
    return update
        .bind("level", identity.level().word())
        .bind("kind", identity.kind())
        .bind("masked", identity.masked());
  }
}
