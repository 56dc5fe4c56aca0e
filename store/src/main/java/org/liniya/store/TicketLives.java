package org.liniya.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.person.PersonId;
import org.liniya.port.StoreException;
import org.liniya.port.TicketDesk;
import org.liniya.ticket.Author;
import org.liniya.ticket.Deadline;
import org.liniya.ticket.Escalation;
import org.liniya.ticket.EscalationLevel;
import org.liniya.ticket.NoticeKind;
import org.liniya.ticket.Priority;
import org.liniya.ticket.TicketEntry;
import org.liniya.ticket.TicketEvent;
import org.liniya.ticket.TicketHistory;
import org.liniya.ticket.TicketLife;
import org.liniya.ticket.TicketNotice;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketPlan;
import org.liniya.ticket.TicketRules;
import org.liniya.ticket.TicketVerb;

/**
 * The life of tickets in their tables. A ticket's row holds its deadlines and, for lists, where its
 * entries have brought it; while it is changed the row is locked. Thread-safe.
 */
final class TicketLives implements TicketDesk {

  private static final String COLUMNS =
      "select number, category, priority, opened_at, answer_by, registration_by, due_zone, person"
          + " from tickets where number = :number";

  private static final int RECKONED_AT_ONCE = 2_000;

  private final Sql sql;
  private final PersonKeys persons;
  private final TicketEntries entries;
  private final Supplier<TicketPlan> plan;
  private final OutboxWriter outbox;

  TicketLives(Sql sql, PersonKeys persons, Supplier<TicketPlan> plan, OutboxWriter outbox) {
    this.sql = sql;
    this.persons = persons;
    this.entries = new TicketEntries(persons);
    this.plan = plan;
    this.outbox = outbox;
  }

  /** A ticket as it was read. */
  private record Held(TicketHistory history, Optional<PersonId> person) {
    TicketLife life() {
      return history.life();
    }
  }

  /** What a ticket's row holds of its beginning. */
  private record Row(
      String category, Priority priority, TicketLife opened, Optional<PersonId> person) {}

  @Override
  public Optional<TicketRules.Outcome> apply(
      TicketNumber number, TicketVerb verb, Author by, Instant at) {
    return sql.run(
        "work on a ticket",
        handle -> read(handle, number, true).map(held -> apply(handle, held, verb, by, at)));
  }

  @Override
  public Optional<TicketHistory> history(TicketNumber number) {
    return sql.read(
        "read a ticket's history", handle -> read(handle, number, false).map(Held::history));
  }

  @Override
  public List<TicketNumber> nearing(Instant now, int limit) {
    return sql.read(
        "look for deadlines",
        handle ->
            handle
                .createQuery(
                    "select number from tickets where look_at <= :now"
                        + " order by look_at, number limit :limit")
                .bind("now", Columns.moment(now))
                .bind("limit", limit)
                .map((row, _) -> new TicketNumber(row.getString("number")))
                .list());
  }

  @Override
  public List<EscalationLevel> escalate(TicketNumber number, Instant now) {
    return sql.run(
        "tell of a deadline",
        handle -> {
          Held held = locked(handle, number);
          List<EscalationLevel> due = plan.get().escalation().due(held.life(), now);
          List<TicketEntry> added =
              due.stream()
                  .<TicketEvent>map(level -> new TicketEvent.Escalated(level.due(), level.name()))
                  .map(event -> new TicketEntry(Author.SERVER, now, event))
                  .toList();
          keep(handle, held, added);
          return due;
        });
  }

  /**
   * Those that have a later look are looked at now; the look finds when the next one is. In steps,
   * each a transaction: there may be a million tickets. Only when all are through it is remembered:
   * a crash between has it done again.
   */
  @Override
  public void reckonAgain(Instant now) {
    String levels = ReckonedLevels.fingerprint(plan.get().escalation());
    if (sql.read("read the levels", handle -> ReckonedLevels.are(handle, levels))) {
      return;
    }
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      String from = after.get();
      after = sql.run("have deadlines looked at again", handle -> reckonStep(handle, from, now));
    }
    sql.run(
        "keep the levels",
        handle -> {
          ReckonedLevels.remember(handle, levels);
          return levels;
        });
  }

  /** Gives the last number of the step; empty when there are no more. */
  private static Optional<String> reckonStep(Handle handle, String after, Instant now) {
    List<String> step =
        handle
            .createQuery(
                "select number from tickets where closed_at is null and number > :after"
                    + " order by closed_at, number limit :limit")
            .bind("after", after)
            .bind("limit", RECKONED_AT_ONCE)
            .mapTo(String.class)
            .list();
    if (step.isEmpty()) {
      return Optional.empty();
    }
    handle
        .createUpdate(
            "update tickets set look_at = :now where closed_at is null and number > :after"
                + " and number <= :last and (look_at is null or look_at > :now)")
        .bind("now", Columns.moment(now))
        .bind("after", after)
        .bind("last", step.getLast())
        .execute();
    return Optional.of(step.getLast());
  }

  /**
   * Binds what a ticket of that category begins with: priority, answer, registration, zone, look.
   */
  Update bindOpening(Update update, String category, Instant openedAt) {
    TicketLife opened = plan.get().open(category, openedAt);
    return update
        .bind("priority", plan.get().priority(category).word())
        .bind("answer", Columns.moment(opened.answer().at()))
        .bind("registration", opened.registration().map(Deadline::at).map(Columns::moment))
        .bind("zone", opened.answer().zone().getId())
        .bind(
            "look",
            plan.get().escalation().next(opened).map(Escalation.Step::at).map(Columns::moment));
  }

  /** Another category has deadlines of its own, from the opening on. */
  void categoryChanged(Handle handle, TicketNumber number) {
    Held held = locked(handle, number);
    bindOpening(
            handle.createUpdate(
                "update tickets set priority = :priority, answer_by = :answer,"
                    + " registration_by = :registration, due_zone = :zone, look_at = :look"
                    + " where number = :number"),
            held.history().category(),
            held.life().openedAt())
        .bind("number", number.digits())
        .execute();
    keep(handle, locked(handle, number), List.of());
    tell(handle, number, NoticeKind.CHANGED, outbox.now(), Optional.empty());
  }

  /** Tells the receivers outside of a change that is no entry; the ticket's row is ours. */
  void tell(
      Handle handle, TicketNumber number, NoticeKind kind, Instant at, Optional<Integer> rating) {
    if (!outbox.idle()) {
      outbox.write(handle, TicketNotice.of(locked(handle, number).history(), kind, at, rating));
    }
  }

  /** As {@link #tell}, of a rating that came just now. */
  void rated(Handle handle, TicketNumber number, int rating) {
    tell(handle, number, NoticeKind.RATED, outbox.now(), Optional.of(rating));
  }

  /** An operator has answered a call about the ticket. */
  void served(Handle handle, TicketNumber number, OperatorId operator, Instant at) {
    Held held = locked(handle, number);
    if (TicketRules.answeringTakes(held.life())) {
      apply(handle, held, new TicketVerb.Take(operator), Author.SERVER, at);
    }
  }

  /**
   * Puts a further call on a ticket.
   *
   * @throws StoreException when no more fit
   */
  void link(Handle handle, TicketNumber number, CallId call, Instant at) {
    var outcome =
        apply(handle, locked(handle, number), new TicketVerb.Link(call), Author.SERVER, at);
    if (outcome instanceof TicketRules.Outcome.Refused refused) {
      throw new StoreException(refused.why().sentence());
    }
  }

  private TicketRules.Outcome apply(
      Handle handle, Held held, TicketVerb verb, Author by, Instant at) {
    TicketRules.Outcome outcome =
        TicketRules.applyOnce(held.history().entries(), held.life(), verb, by, at);
    if (outcome instanceof TicketRules.Outcome.Done done) {
      keep(handle, held, List.of(done.entry()));
    }
    return outcome;
  }

  /** Writes entries, and where they bring the ticket. */
  private void keep(Handle handle, Held held, List<TicketEntry> added) {
    TicketNumber number = held.history().number();
    TicketLife life = held.life();
    Optional<PersonId> person =
        added.isEmpty() ? held.person() : Optional.of(person(handle, held, added.getFirst().at()));
    int place = held.history().entries().size();
    for (TicketEntry entry : added) {
      place++;
      entries.add(handle, number, person.orElseThrow(), place, entry);
      if (entry.event() instanceof TicketEvent.Linked linked) {
        TicketCalls.link(handle, number, linked.call());
      }
      life = life.after(entry);
      outbox.write(handle, TicketNotice.of(held.history(), life, entry));
    }
    Optional<Instant> next = plan.get().escalation().next(life).map(Escalation.Step::at);
    handle
        .createUpdate(
            "update tickets set state = :state, closed_at = :closed, look_at = :look"
                + " where number = :number")
        .bind("state", life.stage().word())
        .bind(
            "closed",
            life.stage().ended() ? Optional.of(Columns.moment(life.since())) : Optional.empty())
        .bind("look", next.map(Columns::moment))
        .bind("number", number.digits())
        .execute();
  }

  /**
   * Tickets from before there were keys of persons, or whose person has been erased, get one when
   * something is written about them.
   */
  private PersonId person(Handle handle, Held held, Instant at) {
    return TicketPersons.living(handle, held.history().number(), held.person(), persons, at);
  }

  private Held locked(Handle handle, TicketNumber number) {
    return read(handle, number, true).orElseThrow(() -> new StoreException("no such ticket"));
  }

  private Optional<Held> read(Handle handle, TicketNumber number, boolean lock) {
    return row(handle, number, lock)
        .map(
            row -> {
              List<TicketEntry> all = new ArrayList<>(entries.of(handle, number, row.person()));
              TicketLife life = row.opened();
              for (TicketEntry entry : all) {
                life = life.after(entry);
              }
              return new Held(
                  new TicketHistory(number, row.category(), row.priority(), life, all),
                  row.person());
            });
  }

  private static Optional<Row> row(Handle handle, TicketNumber number, boolean lock) {
    return handle
        .createQuery(lock ? COLUMNS + " for update" : COLUMNS)
        .bind("number", number.digits())
        .map((row, _) -> row(row))
        .findOne();
  }

  private static Row row(ResultSet row) throws SQLException {
    ZoneId zone = ZoneId.of(row.getString("due_zone"));
    TicketLife opened =
        TicketLife.opened(
            Columns.moment(row, "opened_at"),
            new Deadline(Columns.moment(row, "answer_by"), zone),
            Columns.optionalMoment(row, "registration_by").map(at -> new Deadline(at, zone)));
    return new Row(
        row.getString("category"),
        Priority.of(row.getString("priority")),
        opened,
        Optional.ofNullable(row.getObject("person", UUID.class)).map(PersonId::new));
  }
}
