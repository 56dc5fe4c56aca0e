package org.liniya.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jdbi.v3.core.statement.Update;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.port.Callbacks;
import org.liniya.ticket.TicketNumber;

/** Callbacks that are owed, in their table; the number is sealed. Thread-safe. */
final class CallbacksTable implements Callbacks {
  private final Sql sql;
  private final FieldCipher cipher;

  CallbacksTable(Sql sql, FieldCipher cipher) {
    this.sql = sql;
    this.cipher = cipher;
  }

  @Override
  public void owe(Task task) {
    sql.run(
        "save a callback",
        handle -> {
          boolean present =
              handle
                  .createQuery("select 1 from callbacks where call_id = :call")
                  .bind("call", task.call().value())
                  .mapTo(Integer.class)
                  .findOne()
                  .isPresent();
          if (present) {
            return false;
          }
          Update insert =
              handle
                  .createUpdate(
                      "insert into callbacks (call_id, ticket, number_masked, number_sealed,"
                          + " language, skill_group, rank_at, owed_at, reason) values (:call,"
                          + " :ticket, :masked, :sealed, :language, :group, :rank, :owed, :reason)")
                  .bind("call", task.call().value())
                  .bind("masked", task.number().masked())
                  .bind("sealed", cipher.seal(task.number().full(), place(task.call())))
                  .bind("language", task.language().tag())
                  .bind("group", task.group())
                  .bind("rank", Columns.moment(task.rank()))
                  .bind("owed", Columns.moment(task.owedAt()))
                  .bind("reason", task.reason());
          task.ticket()
              .ifPresentOrElse(
                  number -> insert.bind("ticket", number.digits()),
                  () -> insert.bindNull("ticket", Types.VARCHAR));
          insert.execute();
          return true;
        });
  }

  /** By rank, the longest waiting first. */
  @Override
  public List<Task> open() {
    return sql.run(
        "list callbacks",
        handle ->
            handle
                .createQuery(
                    "select call_id, ticket, number_sealed, language, skill_group, rank_at,"
                        + " owed_at, reason from callbacks order by rank_at, call_id")
                .map((row, _) -> read(row))
                .list());
  }

  private Task read(ResultSet row) throws SQLException {
    CallId call = Columns.call(row, "call_id");
    return new Task(
        call,
        Columns.optional(row, "ticket", TicketNumber::new),
        new PhoneNumber(cipher.open(row.getString("number_sealed"), place(call))),
        new Language(row.getString("language")),
        row.getString("skill_group"),
        Columns.moment(row, "rank_at"),
        Columns.moment(row, "owed_at"),
        row.getString("reason"));
  }

  private static String place(CallId call) {
    return "callbacks.number:" + call;
  }
}
