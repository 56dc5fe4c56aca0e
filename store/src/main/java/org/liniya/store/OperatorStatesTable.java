package org.liniya.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.liniya.call.OperatorId;
import org.liniya.port.OperatorStates;

/** The history of the operators' states in its table. Thread-safe. */
final class OperatorStatesTable implements OperatorStates {

  private final Sql sql;

  OperatorStatesTable(Sql sql) {
    this.sql = sql;
  }

  /** Adds a state to the history, in the transaction of whoever knows of it. */
  static void add(Handle handle, OperatorId operator, String state, String reason, Instant since) {
    handle
        .createUpdate(
            "insert into operator_states (operator, state, reason, since)"
                + " values (:operator, :state, :reason, :since)")
        .bind("operator", operator.value())
        .bind("state", state)
        .bind("reason", reason)
        .bind("since", Columns.moment(since))
        .execute();
  }

  @Override
  public List<Change> between(Instant from, Instant to) {
    return sql.read(
        "read the operators' states",
        handle ->
            handle
                .createQuery(
                    "select operator, state, reason, since from operator_states"
                        + " where since >= :from and since < :to order by since, id")
                .bind("from", Columns.moment(from))
                .bind("to", Columns.moment(to))
                .map(
                    (row, _) ->
                        new Change(
                            new OperatorId(row.getString("operator")),
                            row.getString("state"),
                            row.getString("reason"),
                            Columns.moment(row, "since")))
                .list());
  }
}
