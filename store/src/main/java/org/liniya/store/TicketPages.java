package org.liniya.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.port.TicketExport;
import org.liniya.ticket.Priority;
import org.liniya.ticket.Ticket;

/** Reads tickets by the key of their list, so that each page costs the same. Thread-safe. */
final class TicketPages implements TicketExport {
  private final Sql sql;

  TicketPages(Sql sql) {
    this.sql = sql;
  }

  @Override
  public List<Row> page(Instant from, Instant to, Optional<Row> after, int limit) {
    String further =
        after.isPresent()
            ? " and t.opened_at >= :last and (t.opened_at > :last or t.number > :number)"
            : "";
    return sql.read(
        "read tickets",
        handle -> {
          var query =
              handle
                  .createQuery(
                      "select "
                          + TicketRows.COLUMNS
                          + ", t.priority, t.answer_by, t.closed_at from tickets t"
                          + " where t.opened_at >= :from and t.opened_at < :to"
                          + further
                          + " order by t.opened_at, t.number limit :limit")
                  .bind("from", Columns.moment(from))
                  .bind("to", Columns.moment(to))
                  .bind("limit", limit);
          after.ifPresent(
              row ->
                  query
                      .bind("last", Columns.moment(row.ticket().openedAt()))
                      .bind("number", row.ticket().number().digits()));
          List<Row> bare =
              query
                  .map(
                      (row, _) ->
                          new Row(
                              TicketRows.bare(row),
                              Priority.of(row.getString("priority")),
                              Columns.moment(row, "answer_by"),
                              Columns.optionalMoment(row, "closed_at")))
                  .list();
          List<Ticket> whole = TicketRows.complete(handle, bare.stream().map(Row::ticket).toList());
          List<Row> rows = new ArrayList<>();
          for (int place = 0; place < bare.size(); place++) {
            Row row = bare.get(place);
            rows.add(new Row(whole.get(place), row.priority(), row.answerBy(), row.closedAt()));
          }
          return List.copyOf(rows);
        });
  }
}
