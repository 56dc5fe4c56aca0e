package org.liniya.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.person.PersonId;
import org.liniya.port.Callbacks;
import org.liniya.ticket.TicketNumber;

/**
 * Callbacks that are owed, in their table; the number is sealed with the key of the person.
 * Thread-safe.
 */
final class CallbacksTable implements Callbacks {
  private final Sql sql;
  private final PersonKeys persons;
  private final MasterKeys master;

  CallbacksTable(Sql sql, PersonKeys persons, MasterKeys master) {
    this.sql = sql;
    this.persons = persons;
    this.master = master;
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
          Optional<PersonId> person = personOf(handle, task);
          Update insert =
              handle
                  .createUpdate(
                      "insert into callbacks (call_id, ticket, number_masked, number_sealed,"
                          + " language, skill_group, rank_at, owed_at, reason, person) values (:call,"
                          + " :ticket, :masked, :sealed, :language, :group, :rank, :owed, :reason,"
                          + " :person)")
                  .bind("person", person.map(PersonId::value))
                  .bind("call", task.call().value())
                  .bind("masked", task.number().masked())
                  .bind("sealed", seal(handle, person, task))
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
    return sql.read(
        "list callbacks",
        handle ->
            handle
                .createQuery(
                    "select call_id, person, ticket, number_sealed, language, skill_group, rank_at,"
                        + " owed_at, reason from callbacks order by rank_at, call_id")
                .map((row, _) -> read(handle, row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList());
  }

  /**
   * A call that the table of calls does not know has nobody's key. Whose person has been erased,
   * and is owed a callback all the same, is somebody new.
   */
  private Optional<PersonId> personOf(Handle handle, Task task) {
    Optional<PersonId> person =
        handle
            .createQuery("select person from calls where id = :id")
            .bind("id", task.call().value())
            .map((row, _) -> Columns.optional(row, "person", PersonId::parse))
            .findOne()
            .flatMap(found -> found);
    return person.map(_ -> TicketLookUps.personOf(handle, task.call(), persons, task.owedAt()));
  }

  private String seal(Handle handle, Optional<PersonId> person, Task task) {
    Secret number = task.number().full();
    String place = place(task.call());
    return person
        .map(who -> persons.seal(handle, who, number, place))
        .orElseGet(() -> master.seal(number, place));
  }

  /** Empty when the person has been erased: nobody is left who could be called. */
  private Optional<Task> read(Handle handle, ResultSet row) throws SQLException {
    CallId call = Columns.call(row, "call_id");
    Optional<Secret> number =
        persons.openAny(
            handle,
            Columns.optional(row, "person", PersonId::parse),
            row.getString("number_sealed"),
            place(call));
    return number.isEmpty() ? Optional.empty() : Optional.of(read(row, call, number.get()));
  }

  private static Task read(ResultSet row, CallId call, Secret number) throws SQLException {
    return new Task(
        call,
        Columns.optional(row, "ticket", TicketNumber::new),
        new PhoneNumber(number),
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
