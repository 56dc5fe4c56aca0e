package org.liniya.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.liniya.call.CallId;
import org.liniya.port.Contacts;
import org.liniya.ticket.CallHistory;
import org.liniya.ticket.TicketNumber;

/** The calls on tickets, read from the tables of both. Thread-safe. */
final class ContactsTable implements Contacts {

  /**
   * How far a call's identifier may be from its arrival, were the clock set in between: by the
   * identifiers, which sort by time, the calls of a span are found.
   */
  private static final Duration SLACK = Duration.ofHours(2);

  private final Sql sql;

  ContactsTable(Sql sql) {
    this.sql = sql;
  }

  /** A call with what its history needs to know of the ticket. */
  private record Line(
      TicketNumber ticket, String category, Optional<String> person, CallHistory.Contact contact) {

    static Line of(ResultSet row) throws SQLException {
      return new Line(
          new TicketNumber(row.getString("number")),
          row.getString("category"),
          Optional.ofNullable(row.getObject("person", UUID.class)).map(UUID::toString),
          new CallHistory.Contact(
              Columns.call(row, "id"),
              Columns.moment(row, "arrived_at"),
              row.getBoolean("handled")));
    }
  }

  /** Persons who were found out to be another count as that one. */
  @Override
  public List<CallHistory> between(Instant from, Instant to, int limit) {
    return sql.read(
        "read the calls on tickets",
        handle ->
            handle
                .createQuery(
                    "select c.id, c.arrived_at, (c.served or c.operator is not null) handled,"
                        + " t.number, t.category, coalesce(p.same_as, t.person) person"
                        + " from calls c join tickets t on t.number = c.ticket"
                        + " left join persons p on p.id = t.person"
                        + " where c.id >= :first and c.id < :last"
                        + " and c.arrived_at >= :from and c.arrived_at < :to"
                        + " order by c.id limit :limit")
                .bind("first", CallId.first(from.minus(SLACK)).value())
                .bind("last", CallId.first(to.plus(SLACK)).value())
                .bind("from", Columns.moment(from))
                .bind("to", Columns.moment(to))
                .bind("limit", limit)
                .map((row, _) -> Line.of(row))
                .stream()
                .collect(groupingBy(Line::ticket, LinkedHashMap::new, toList()))
                .values()
                .stream()
                .map(ContactsTable::history)
                .toList());
  }

  private static CallHistory history(List<Line> lines) {
    Line first = lines.getFirst();
    return new CallHistory(
        first.ticket(),
        first.category(),
        first.person(),
        lines.stream().map(Line::contact).toList());
  }
}
