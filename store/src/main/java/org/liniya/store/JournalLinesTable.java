package org.liniya.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.liniya.call.CallId;
import org.liniya.port.JournalLines;

/** The journals of many calls, read by the calls' identifiers. Thread-safe. */
final class JournalLinesTable implements JournalLines {

  private final Sql sql;

  JournalLinesTable(Sql sql) {
    this.sql = sql;
  }

  /** A call's identifier begins with the time of its arrival, in milliseconds. */
  @Override
  public List<Line> of(Instant from, Instant to, Set<String> kinds) {
    return sql.read(
        "read journals",
        handle ->
            handle
                .createQuery(
                    "select call_id, at, kind, fields from journal"
                        + " where call_id >= :first and call_id < :last and kind in (<kinds>)"
                        + " order by call_id, seq")
                .bindList("kinds", List.copyOf(kinds))
                .bind("first", CallId.first(from).value())
                .bind("last", CallId.first(to).value())
                .map((row, _) -> line(row))
                .list());
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        Columns.call(row, "call_id"),
        Columns.moment(row, "at"),
        row.getString("kind"),
        EventJson.texts(row.getString("fields")));
  }
}
