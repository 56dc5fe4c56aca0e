package org.liniya.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.liniya.call.CallId;
import org.liniya.port.Retention.Kind;
import org.liniya.port.Retention.Place;
import org.liniya.port.Retention.Subject;
import org.liniya.ticket.TicketNumber;

/**
 * Finds what ended long ago, a few at a time, in the order of ending. Whether it may go is not
 * asked here. Runs in the caller's transaction.
 */
final class RetentionQueries {

  /** So many are looked at in one transaction. */
  static final int PAGE = 100;

  private static final Place BEGINNING = new Place(Instant.EPOCH, "");
  private static final long DAY_MS = 86_400_000;
  private static final UUID NO_CALL = new UUID(0, 0);

  private static final String TICKETS =
      "select number as id, category, closed_at as ended from tickets"
          + " where state in ('solved', 'closed') and closed_at <= :latest"
          + " and (closed_at > :at or (closed_at = :at and number > :id))"
          + " order by closed_at, number limit :limit";

  private static final String CALLS =
      "select c.id, c.ended_at as ended from calls c"
          + " where c.ticket is null and c.ended_at <= :latest"
          + " and (c.ended_at > :at or (c.ended_at = :at and c.id > :id))"
          + " and not exists (select 1 from ticket_calls t where t.call_id = c.id)"
          + " order by c.ended_at, c.id limit :limit";

  /** By identifier, which begins with the time of the call, and the calls of a day at a time. */
  private static final String JOURNALS =
      "select j.call_id as id, max(j.at) as ended from journal j"
          + " where j.call_id > :id and j.call_id < :before"
          + " and not exists (select 1 from calls c where c.id = j.call_id)"
          + " and not exists (select 1 from ticket_calls t where t.call_id = j.call_id)"
          + " group by j.call_id having max(j.at) <= :latest"
          + " order by j.call_id limit :limit";

  private RetentionQueries() {}

  /** Something that ended long ago; a call has no category. */
  record Old(Subject subject, Optional<String> category, Instant endedAt) {
    Place place() {
      return switch (subject) {
        case Subject.OfTicket(TicketNumber number) -> new Place(endedAt, number.digits());
        case Subject.OfCall(CallId call) -> new Place(endedAt, call.toString());
      };
    }
  }

  /** A step of looking; {@code next} is empty after the last. */
  record Step(List<Old> old, Optional<Place> next) {
    Step {
      old = List.copyOf(old);
    }
  }

  /** The next few of those that ended by {@code latest}. */
  static Step step(Handle handle, Kind kind, Instant latest, Optional<Place> after) {
    if (kind == Kind.JOURNALS) {
      return journals(handle, latest, after);
    }
    List<Old> old = old(handle, kind, latest, after);
    return new Step(old, old.size() < PAGE ? Optional.empty() : Optional.of(old.getLast().place()));
  }

  private static Step journals(Handle handle, Instant latest, Optional<Place> after) {
    Optional<UUID> from = after.map(RetentionQueries::call).or(() -> firstJournal(handle));
    if (from.isEmpty()) {
      return new Step(List.of(), Optional.empty());
    }
    UUID begin = from.get();
    UUID end = new UUID(latest.toEpochMilli() << 16, 0);
    UUID dayLater = new UUID(begin.getMostSignificantBits() + (DAY_MS << 16), 0);
    boolean last =
        Long.compareUnsigned(dayLater.getMostSignificantBits(), end.getMostSignificantBits()) >= 0;
    List<Old> old =
        handle
            .createQuery(JOURNALS)
            .bind("latest", Columns.moment(latest))
            .bind("id", begin)
            .bind("before", last ? end : dayLater)
            .bind("limit", PAGE)
            .map((row, _) -> call(row))
            .list();
    if (old.size() == PAGE) {
      return new Step(old, Optional.of(old.getLast().place()));
    }
    return new Step(
        old, last ? Optional.empty() : Optional.of(new Place(Instant.EPOCH, dayLater.toString())));
  }

  /** Just before the first call of which there is a journal. */
  private static Optional<UUID> firstJournal(Handle handle) {
    return handle
        .createQuery("select call_id from journal order by call_id, seq limit 1")
        .map((row, _) -> Columns.call(row, "call_id").value())
        .findOne()
        .map(first -> new UUID(first.getMostSignificantBits() & ~0xFFFFL, 0));
  }

  private static List<Old> old(Handle handle, Kind kind, Instant latest, Optional<Place> after) {
    Place from = after.orElse(BEGINNING);
    return switch (kind) {
      case TICKETS ->
          handle
              .createQuery(TICKETS)
              .bind("latest", Columns.moment(latest))
              .bind("at", Columns.moment(from.endedAt()))
              .bind("id", from.id())
              .bind("limit", PAGE)
              .map((row, _) -> ticket(row))
              .list();
      case CALLS ->
          handle
              .createQuery(CALLS)
              .bind("latest", Columns.moment(latest))
              .bind("at", Columns.moment(from.endedAt()))
              .bind("id", call(from))
              .bind("limit", PAGE)
              .map((row, _) -> call(row))
              .list();
      case JOURNALS -> throw new IllegalArgumentException("journals are looked through by days");
    };
  }

  private static UUID call(Place place) {
    return place.id().isEmpty() ? NO_CALL : UUID.fromString(place.id());
  }

  private static Old ticket(ResultSet row) throws SQLException {
    return new Old(
        new Subject.OfTicket(new TicketNumber(row.getString("id"))),
        Optional.of(row.getString("category")),
        Columns.moment(row, "ended"));
  }

  private static Old call(ResultSet row) throws SQLException {
    return new Old(
        new Subject.OfCall(Columns.call(row, "id")),
        Optional.empty(),
        Columns.moment(row, "ended"));
  }
}
