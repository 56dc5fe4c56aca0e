package org.liniya.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.callback.PlaceRule;
import org.liniya.person.LookUp;
import org.liniya.person.PersonId;
import org.liniya.port.Callbacks;
import org.liniya.ticket.TicketNumber;

/**
 * Callbacks in their table; the number is sealed with the key of the person. Thread-safe. What
 * becomes of them is written by {@link CallbackTries} and {@link CallbackPlaces}.
 */
final class CallbacksTable implements Callbacks {
  private static final String SELECT =
      "select call_id, person, ticket, number_sealed, language, skill_group, rank_at, owed_at,"
          + " reason, state, tries, next_at, outcome, ended_at from callbacks";

  private final Sql sql;
  private final PersonKeys persons;
  private final MasterKeys master;
  private final LookUpHashes hashes;
  private final CallbackTries tries;
  private final CallbackPlaces places;

  CallbacksTable(Sql sql, PersonKeys persons, MasterKeys master, LookUpHashes hashes) {
    this.sql = sql;
    this.persons = persons;
    this.master = master;
    this.hashes = hashes;
    this.tries = new CallbackTries(sql);
    this.places = new CallbackPlaces(sql);
  }

  @Override
  public void owe(Task task) {
    Optional<String> hash = hash(task.number());
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
                          + " language, skill_group, rank_at, owed_at, reason, person, next_at,"
                          + " number_hash) values (:call, :ticket, :masked, :sealed, :language,"
                          + " :group, :rank, :owed, :reason, :person, :owed, :hash)")
                  .bind("hash", hash)
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

  @Override
  public List<Standing> standing(int most) {
    return rows(
        "list callbacks", " where ended_at is null order by ended_at, rank_at, call_id", most);
  }

  @Override
  public List<Standing> of(Collection<CallId> calls) {
    if (calls.isEmpty()) {
      return List.of();
    }
    return sql.read(
        "find callbacks",
        handle ->
            handle
                .createQuery(SELECT + " where ended_at is null and call_id in (<calls>)")
                .bindList("calls", calls.stream().map(CallId::value).toList())
                .map((row, _) -> read(handle, row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList());
  }

  @Override
  public List<Standing> latest(int limit) {
    return rows("list the latest callbacks", " order by owed_at desc, call_id desc", limit);
  }

  private List<Standing> rows(String what, String which, int most) {
    return sql.read(
        what,
        handle ->
            handle
                .createQuery(SELECT + which + " limit :most")
                .bind("most", most)
                .map((row, _) -> read(handle, row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList());
  }

  @Override
  public boolean begin(Task task, int before, Instant at, int most, Instant since) {
    String hash = hash(task.number()).orElseThrow(() -> new IllegalArgumentException("no number"));
    return tries.begin(task.call(), hash, before, at, most, since);
  }

  @Override
  public boolean missed(CallId call, Instant next) {
    return tries.missed(call, next);
  }

  @Override
  public boolean close(CallId call, String outcome, Instant at) {
    return tries.close(call, outcome, at);
  }

  @Override
  public boolean dialling(PhoneNumber number) {
    return hash(number).filter(tries::isDialled).isPresent();
  }

  @Override
  public int tries(PhoneNumber number, Instant since) {
    return hash(number).map(hash -> tries.count(hash, since)).orElse(0);
  }

  @Override
  public Optional<PlaceRule.Kept> takePlace(
      CallId call,
      Optional<PhoneNumber> number,
      Optional<TicketNumber> ticket,
      Instant own,
      Instant at) {
    return places.take(call, number.flatMap(this::hash), ticket, own, at);
  }

  private Optional<String> hash(PhoneNumber number) {
    return LookUp.of(LookUp.Kind.PHONE, number.full()).map(hashes::of);
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
  private Optional<Standing> read(Handle handle, ResultSet row) throws SQLException {
    CallId call = Columns.call(row, "call_id");
    Optional<Secret> number =
        persons.openAny(
            handle,
            Columns.optional(row, "person", PersonId::parse),
            row.getString("number_sealed"),
            place(call));
    return number.isEmpty()
        ? Optional.empty()
        : Optional.of(standing(row, task(row, call, number.get())));
  }

  private static Standing standing(ResultSet row, Task task) throws SQLException {
    return new Standing(
        task,
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getInt("tries"),
        Columns.optionalMoment(row, "next_at").orElse(task.owedAt()),
        Columns.optional(row, "outcome", text -> text),
        Columns.optionalMoment(row, "ended_at"));
  }

  private static Task task(ResultSet row, CallId call, Secret number) throws SQLException {
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
