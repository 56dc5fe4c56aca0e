package org.liniya.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Ending;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;
import org.liniya.person.PersonId;
import org.liniya.port.CallStore;
import org.liniya.port.StoreException;
import org.liniya.ticket.TicketNumber;

/**
 * Calls in their table. Thread-safe. The caller's number is personal: it is stored masked for lists
 * made by hand, and sealed for the program with the key of the person, who is a new one at each
 * call.
 */
final class CallsTable implements CallStore {
  private static final String SELECT =
      "select id, person, from_sealed, from_trust, called, flow, flow_version, language, arrived_at,"
          + " answered_at, ended_at, ending, ticket, operator, skill_group, rank_at, wait_ms,"
          + " talk_ms, served from calls";

  private final Sql sql;
  private final PersonKeys persons;
  private final LookUpHashes hashes;

  CallsTable(Sql sql, PersonKeys persons, LookUpHashes hashes) {
    this.sql = sql;
    this.persons = persons;
    this.hashes = hashes;
  }

  /** A second arrival of the same call changes nothing. */
  @Override
  public void arrived(
      CallId call, CallerNumber from, String to, String flow, String flowVersion, Instant at) {
    Optional<String> hash = hash(from);
    sql.run(
        "save a call",
        handle -> {
          boolean present =
              handle
                  .createQuery("select 1 from calls where id = :id")
                  .bind("id", call.value())
                  .mapTo(Integer.class)
                  .findOne()
                  .isPresent();
          if (present) {
            return false;
          }
          Update insert =
              handle
                  .createUpdate(
                      "insert into calls (id, from_masked, from_sealed, from_trust, called, flow,"
                          + " flow_version, arrived_at, person, from_hash) values (:id, :masked,"
                          + " :sealed, :trust, :called, :flow, :version, :at, :person, :hash)")
                  .bind("id", call.value())
                  .bind("masked", from.masked())
                  .bind("trust", from.trust())
                  .bind("called", to)
                  .bind("flow", flow)
                  .bind("version", flowVersion)
                  .bind("at", Columns.moment(at));
          Optional<PersonId> person = from.number().map(_ -> persons.create(handle, at));
          insert
              .bind("person", person.map(PersonId::value))
              .bind("hash", hash)
              .bind(
                  "sealed",
                  person.flatMap(
                      who ->
                          from.number()
                              .map(
                                  number -> persons.seal(handle, who, number.full(), place(call)))))
              .execute();
          return true;
        });
  }

  /** Only of a number that the network vouches for: the others are never a key. */
  private Optional<String> hash(CallerNumber from) {
    return from instanceof CallerNumber.Network(PhoneNumber number)
        ? LookUp.of(LookUp.Kind.PHONE, number.full()).map(hashes::of)
        : Optional.empty();
  }

  @Override
  public void answered(CallId call, Instant at) {
    change(call, "answered_at = :at", update -> update.bind("at", Columns.moment(at)));
  }

  @Override
  public void languageChosen(CallId call, Language language) {
    change(call, "language = :language", update -> update.bind("language", language.tag()));
  }

  @Override
  public void served(CallId call) {
    change(call, "served = true", update -> update);
  }

  @Override
  public void ticketed(CallId call, TicketNumber number) {
    change(call, "ticket = :ticket", update -> update.bind("ticket", number.digits()));
  }

  @Override
  public void queued(CallId call, String group, Instant rank) {
    change(
        call,
        "skill_group = :group, rank_at = :rank",
        update -> update.bind("group", group).bind("rank", Columns.moment(rank)));
  }

  @Override
  public void bridged(CallId call, OperatorId operator, Instant at, long waitMs) {
    change(
        call,
        "operator = :operator, bridged_at = :at, wait_ms = :wait",
        update ->
            update
                .bind("operator", operator.value())
                .bind("at", Columns.moment(at))
                .bind("wait", waitMs));
  }

  @Override
  public void talked(CallId call, long talkMs) {
    change(call, "talk_ms = :talk", update -> update.bind("talk", talkMs));
  }

  @Override
  public void ended(CallId call, Ending ending, Instant at) {
    change(
        call,
        "ending = coalesce(ending, :ending), ended_at = coalesce(ended_at, :at)",
        update -> update.bind("ending", ending.word()).bind("at", Columns.moment(at)));
  }

  @Override
  public Optional<CallRow> find(CallId call) {
    return rows("find a call", " where id = :id", query -> query.bind("id", call.value())).stream()
        .findFirst();
  }

  /** By identifier, which begins with the time of arrival. */
  @Override
  public List<CallRow> latest(int limit, Optional<CallId> before) {
    String older = before.isPresent() ? " where id < :before" : "";
    return rows(
        "list calls",
        older + " order by id desc limit :limit",
        query -> {
          before.ifPresent(call -> query.bind("before", call.value()));
          return query.bind("limit", limit);
        });
  }

  @Override
  public List<CallRow> open() {
    return rows("list open calls", " where ended_at is null order by id", query -> query);
  }

  /** By the index on the number's hash and the time; a number that rings without end is bounded. */
  @Override
  public int callsFrom(PhoneNumber number, Instant since) {
    Optional<String> hash = LookUp.of(LookUp.Kind.PHONE, number.full()).map(hashes::of);
    if (hash.isEmpty()) {
      return 0;
    }
    return sql.read(
        "count the calls of a number",
        handle ->
            handle
                .createQuery(
                    "select count(*) from (select arrived_at from calls where from_hash = :hash"
                        + " and arrived_at >= :since limit :most) counted")
                .bind("hash", hash.get())
                .bind("since", Columns.moment(since))
                .bind("most", MOST_COUNTED)
                .mapTo(Integer.class)
                .one());
  }

  private void change(CallId call, String set, UnaryOperator<Update> bind) {
    sql.run(
        "change a call",
        handle -> {
          Update update = handle.createUpdate("update calls set " + set + " where id = :id");
          if (bind.apply(update).bind("id", call.value()).execute() == 0) {
            throw new StoreException("no such call");
          }
          return true;
        });
  }

  private List<CallRow> rows(String what, String where, UnaryOperator<Query> bind) {
    return sql.read(
        what,
        handle ->
            bind.apply(handle.createQuery(SELECT + where))
                .map((row, _) -> read(handle, row))
                .list());
  }

  private CallRow read(Handle handle, ResultSet row) throws SQLException {
    CallId id = Columns.call(row, "id");
    return new CallRow(
        id,
        from(handle, row, id),
        row.getString("called"),
        row.getString("flow"),
        row.getString("flow_version"),
        Columns.optional(row, "language", Language::new),
        Columns.moment(row, "arrived_at"),
        Columns.optionalMoment(row, "answered_at"),
        Columns.optionalMoment(row, "ended_at"),
        Columns.optional(row, "ending", Ending::of),
        Columns.optional(row, "ticket", TicketNumber::new),
        Columns.optional(row, "operator", OperatorId::new),
        Columns.optional(row, "skill_group", group -> group),
        Columns.optionalMoment(row, "rank_at"),
        Columns.optionalLong(row, "wait_ms"),
        Columns.optionalLong(row, "talk_ms"),
        row.getBoolean("served"));
  }

  /** The number of a person who has been erased is gone with them. */
  private CallerNumber from(Handle handle, ResultSet row, CallId id) throws SQLException {
    Optional<PersonId> person = Columns.optional(row, "person", PersonId::parse);
    if (row.getString("from_trust").equals("withheld")) {
      return new CallerNumber.Withheld();
    }
    Optional<Secret> number =
        Columns.optional(row, "from_sealed", text -> text)
            .flatMap(text -> persons.openAny(handle, person, text, place(id)));
    if (number.isEmpty()) {
      return new CallerNumber.Erased();
    }
    PhoneNumber value = new PhoneNumber(number.get());
    return row.getString("from_trust").equals("network")
        ? new CallerNumber.Network(value)
        : new CallerNumber.Claimed(value);
  }

  private static String place(CallId call) {
    return "calls.from:" + call;
  }
}
