package org.liniya.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.person.PersonId;
import org.liniya.port.StoreException;
import org.liniya.ticket.Author;
import org.liniya.ticket.Deadline;
import org.liniya.ticket.Department;
import org.liniya.ticket.Due;
import org.liniya.ticket.Passage;
import org.liniya.ticket.TicketEntry;
import org.liniya.ticket.TicketEvent;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.Transcript;

/**
 * The entries of tickets in their table; what people wrote is sealed with the key of the ticket's
 * person. Runs in the caller's transaction.
 */
final class TicketEntries {

  /** What is read in place of a text whose person has been erased. */
  static final Secret ERASED = new Secret("[erased]");

  private final PersonKeys persons;

  TicketEntries(PersonKeys persons) {
    this.persons = persons;
  }

  /**
   * The one place where an entry is written.
   *
   * @param place of the entry: one more than the last
   */
  void add(Handle handle, TicketNumber number, PersonId person, int place, TicketEntry entry) {
    TicketEvent event = entry.event();
    Optional<Deadline> deadline = deadline(event);
    handle
        .createUpdate(
            "insert into ticket_entries (number, place, at, author, kind, operator, department,"
                + " due, level, deadline, deadline_zone, call_id, from_ms, to_ms, confidence, text_sealed) values (:number,"
                + " :place, :at, :author, :kind, :operator, :department, :due, :level, :deadline,"
                + " :zone, :call, :from, :to, :confidence, :text)")
        .bind("number", number.digits())
        .bind("place", place)
        .bind("at", Columns.moment(entry.at()))
        .bind("author", entry.by().name())
        .bind("kind", event.kind())
        .bind("operator", operator(event).map(OperatorId::value))
        .bind("department", department(event).map(Department::name))
        .bind("due", told(event).map(told -> told.due().word()))
        .bind("level", told(event).map(TicketEvent.Escalated::level))
        .bind("deadline", deadline.map(Deadline::at).map(Columns::moment))
        .bind("zone", deadline.map(Deadline::zone).map(ZoneId::getId))
        .bind("call", call(event).map(CallId::value))
        .bind("from", passage(event).map(Passage::from).map(Duration::toMillis))
        .bind("to", passage(event).map(Passage::to).map(Duration::toMillis))
        .bind("confidence", transcript(event).map(Transcript::confidencePercent))
        .bind(
            "text",
            text(event).map(text -> persons.seal(handle, person, text, place(number, place))))
        .execute();
  }

  /** All entries of a ticket, the first first. */
  List<TicketEntry> of(Handle handle, TicketNumber number, Optional<PersonId> person) {
    return handle
        .createQuery("select * from ticket_entries where number = :number order by place")
        .bind("number", number.digits())
        .map(
            (row, _) ->
                new TicketEntry(
                    new Author(row.getString("author")),
                    Columns.moment(row, "at"),
                    event(row, text(handle, number, person, row))))
        .list();
  }

  private Secret text(Handle handle, TicketNumber number, Optional<PersonId> person, ResultSet row)
      throws SQLException {
    String sealed = row.getString("text_sealed");
    if (sealed == null || person.isEmpty()) {
      return ERASED;
    }
    return persons
        .open(handle, person.get(), sealed, place(number, row.getInt("place")))
        .orElse(ERASED);
  }

  private static TicketEvent event(ResultSet row, Secret text) throws SQLException {
    String kind = row.getString("kind");
    return switch (kind) {
      case "taken" -> new TicketEvent.Taken(new OperatorId(needed(row, "operator")));
      case "noted" -> new TicketEvent.Noted(text);
      case "described" ->
          new TicketEvent.Described(
              Columns.call(row, "call_id"),
              new Passage(
                  Duration.ofMillis(row.getLong("from_ms")),
                  Duration.ofMillis(row.getLong("to_ms"))),
              transcript(row, text));
      case "handed-over" ->
          new TicketEvent.HandedOver(
              new Department(needed(row, "department")), text, deadline(row));
      case "waiting-began" ->
          new TicketEvent.WaitingBegan(new OperatorId(needed(row, "operator")), text);
      case "solved" -> new TicketEvent.Solved(text);
      case "closed" -> new TicketEvent.Closed(text);
      case "reopened" -> new TicketEvent.Reopened(text, deadline(row));
      case "linked" -> new TicketEvent.Linked(Columns.call(row, "call_id"));
      case "escalated" ->
          new TicketEvent.Escalated(
              Due.valueOf(needed(row, "due").toUpperCase(Locale.ROOT)), needed(row, "level"));
      default -> throw new StoreException("a ticket has an entry of the unknown kind " + kind);
    };
  }

  /** Only an entry that has a confidence has ever had a text. */
  private static Optional<Transcript> transcript(ResultSet row, Secret text) throws SQLException {
    int confidence = row.getInt("confidence");
    return row.wasNull() ? Optional.empty() : Optional.of(new Transcript(text, confidence));
  }

  private static Optional<Transcript> transcript(TicketEvent event) {
    return event instanceof TicketEvent.Described described
        ? described.transcript()
        : Optional.empty();
  }

  private static Deadline deadline(ResultSet row) throws SQLException {
    Instant at = Columns.moment(row, "deadline");
    return new Deadline(at, ZoneId.of(needed(row, "deadline_zone")));
  }

  private static String needed(ResultSet row, String column) throws SQLException {
    @Nullable String value = row.getString(column);
    if (value == null) {
      throw new StoreException("an entry of a ticket has no " + column);
    }
    return value;
  }

  private static Optional<OperatorId> operator(TicketEvent event) {
    return switch (event) {
      case TicketEvent.Taken taken -> Optional.of(taken.operator());
      case TicketEvent.WaitingBegan waiting -> Optional.of(waiting.operator());
      default -> Optional.empty();
    };
  }

  private static Optional<Department> department(TicketEvent event) {
    return event instanceof TicketEvent.HandedOver to
        ? Optional.of(to.department())
        : Optional.empty();
  }

  private static Optional<TicketEvent.Escalated> told(TicketEvent event) {
    return event instanceof TicketEvent.Escalated told ? Optional.of(told) : Optional.empty();
  }

  private static Optional<CallId> call(TicketEvent event) {
    return switch (event) {
      case TicketEvent.Linked linked -> Optional.of(linked.call());
      case TicketEvent.Described described -> Optional.of(described.recording());
      default -> Optional.empty();
    };
  }

  private static Optional<Passage> passage(TicketEvent event) {
    return event instanceof TicketEvent.Described described
        ? Optional.of(described.passage())
        : Optional.empty();
  }

  private static Optional<Deadline> deadline(TicketEvent event) {
    return switch (event) {
      case TicketEvent.HandedOver to -> Optional.of(to.deadline());
      case TicketEvent.Reopened again -> Optional.of(again.answer());
      default -> Optional.empty();
    };
  }

  private static Optional<Secret> text(TicketEvent event) {
    return switch (event) {
      case TicketEvent.Noted noted -> Optional.of(noted.text());
      case TicketEvent.HandedOver to -> Optional.of(to.why());
      case TicketEvent.WaitingBegan waiting -> Optional.of(waiting.what());
      case TicketEvent.Solved solved -> Optional.of(solved.conclusion());
      case TicketEvent.Closed closed -> Optional.of(closed.conclusion());
      case TicketEvent.Reopened again -> Optional.of(again.why());
      case TicketEvent.Described described -> described.transcript().map(Transcript::text);
      case TicketEvent.Taken _, TicketEvent.Linked _, TicketEvent.Escalated _ -> Optional.empty();
    };
  }

  private static String place(TicketNumber number, int place) {
    return "ticket_entries.text:" + number.digits() + "/" + place;
  }
}
