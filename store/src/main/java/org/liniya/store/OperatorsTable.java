package org.liniya.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;
import org.liniya.call.OperatorId;
import org.liniya.port.OperatorStore;

/** Operators' last known states in their table. Thread-safe. */
final class OperatorsTable implements OperatorStore {
  private final Sql sql;

  OperatorsTable(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void save(Row row) {
    sql.run(
        "save an operator's state",
        handle -> {
          int changed =
              bind(
                      handle.createUpdate(
                          "update operators set state = :state, reason = :reason, since = :since"
                              + " where operator = :operator"),
                      row)
                  .execute();
          if (changed == 0) {
            bind(
                    handle.createUpdate(
                        "insert into operators (operator, state, reason, since)"
                            + " values (:operator, :state, :reason, :since)"),
                    row)
                .execute();
          }
          OperatorStatesTable.add(handle, row.operator(), row.state(), row.reason(), row.since());
          return true;
        });
  }

  @Override
  public void restarted(Instant at) {
    List<Row> known = all();
    sql.run(
        "note a restart",
        handle -> {
          known.stream()
              .filter(row -> !row.state().equals("offline"))
              .forEach(row -> OperatorStatesTable.add(handle, row.operator(), "offline", "", at));
          return true;
        });
  }

  @Override
  public List<Row> all() {
    return sql.read(
        "list operators",
        handle ->
            handle
                .createQuery(
                    "select operator, state, reason, since from operators order by operator")
                .map(
                    (row, _) ->
                        new Row(
                            new OperatorId(row.getString("operator")),
                            row.getString("state"),
                            row.getString("reason"),
                            Columns.moment(row, "since")))
                .list());
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Row row) {
    return statement
        .bind("operator", row.operator().value())
        .bind("state", row.state())
        .bind("reason", row.reason())
        .bind("since", Columns.moment(row.since()));
  }
}
