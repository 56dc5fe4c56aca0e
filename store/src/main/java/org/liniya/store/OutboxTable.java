package org.liniya.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.liniya.port.Outbox;
import org.liniya.port.StoreException;
import org.liniya.ticket.NoticeKind;
import org.liniya.ticket.Priority;
import org.liniya.ticket.TicketNotice;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketState;

/** The outbox in its table. Thread-safe. */
final class OutboxTable implements Outbox {
  private final Sql sql;

  OutboxTable(Sql sql) {
    this.sql = sql;
  }

  @Override
  public List<Item> due(String receiver, Instant now, int limit) {
    return sql.read(
        "read the outbox",
        handle ->
            handle
                .createQuery(
                    "select o.* from outbox o where o.receiver = :receiver"
                        + " and o.status = 'waiting' and o.due_at <= :now and not exists (select 1"
                        + " from outbox e where e.receiver = o.receiver and e.ticket = o.ticket"
                        + " and e.status = 'waiting' and e.seq < o.seq)"
                        + " order by o.seq limit :limit")
                .bind("receiver", receiver)
                .bind("now", Columns.moment(now))
                .bind("limit", limit)
                .map((row, _) -> item(row))
                .list());
  }

  @Override
  public void delivered(long seq, Instant at) {
    settle(seq, Status.DELIVERED, at, "");
  }

  @Override
  public void dead(long seq, Instant at, String problem) {
    settle(seq, Status.DEAD, at, problem);
  }

  private void settle(long seq, Status status, Instant at, String problem) {
    sql.run(
        "settle a notice",
        handle ->
            handle
                .createUpdate(
                    "update outbox set status = :status, settled_at = :at, problem = :problem,"
                        + " attempts = attempts + :vain where seq = :seq and status = 'waiting'")
                .bind("status", status.word())
                .bind("at", Columns.moment(at))
                .bind("problem", cut(problem))
                .bind("vain", status == Status.DEAD ? 1 : 0)
                .bind("seq", seq)
                .execute());
  }

  @Override
  public void failed(long seq, Instant nextTry, String problem) {
    sql.run(
        "put a notice off",
        handle ->
            handle
                .createUpdate(
                    "update outbox set attempts = attempts + 1, due_at = :next,"
                        + " problem = :problem where seq = :seq and status = 'waiting'")
                .bind("next", Columns.moment(nextTry))
                .bind("problem", cut(problem))
                .bind("seq", seq)
                .execute());
  }

  @Override
  public int giveUp(String receiver, Instant waitingSince, Instant at) {
    return sql.run(
        "give up old notices",
        handle ->
            handle
                .createUpdate(
                    "update outbox set status = 'dead', settled_at = :at where"
                        + " receiver = :receiver and status = 'waiting' and since < :since")
                .bind("at", Columns.moment(at))
                .bind("receiver", receiver)
                .bind("since", Columns.moment(waitingSince))
                .execute());
  }

  @Override
  public int forget(Set<String> known, Instant at) {
    return sql.run(
        "give up notices of receivers that are gone",
        handle -> {
          List<String> gone =
              handle
                  .createQuery("select distinct receiver from outbox where status = 'waiting'")
                  .mapTo(String.class)
                  .list();
          return gone.stream()
              .filter(receiver -> !known.contains(receiver))
              .mapToInt(receiver -> forget(handle, receiver, at))
              .sum();
        });
  }

  private static int forget(Handle handle, String receiver, Instant at) {
    return handle
        .createUpdate(
            "update outbox set status = 'dead', settled_at = :at,"
                + " problem = 'the receiver is no longer configured'"
                + " where receiver = :receiver and status = 'waiting'")
        .bind("at", Columns.moment(at))
        .bind("receiver", receiver)
        .execute();
  }

  @Override
  public int retry(String receiver, Instant now) {
    return sql.run(
        "try dead notices again",
        handle ->
            handle
                .createUpdate(
                    "update outbox set status = 'waiting', settled_at = null, since = :now,"
                        + " due_at = :now"
                        + " where receiver = :receiver and status = 'dead'")
                .bind("now", Columns.moment(now))
                .bind("receiver", receiver)
                .execute());
  }

  @Override
  public List<Item> latest(String receiver, Status status, int limit, Optional<Long> before) {
    return sql.read(
        "read the outbox",
        handle ->
            handle
                .createQuery(
                    "select * from outbox where receiver = :receiver and status = :status"
                        + " and seq < :before order by seq desc limit :limit")
                .bind("receiver", receiver)
                .bind("status", status.word())
                .bind("before", before.orElse(Long.MAX_VALUE))
                .bind("limit", limit)
                .map((row, _) -> item(row))
                .list());
  }

  @Override
  public Counts counts(String receiver) {
    return sql.read(
        "count the outbox",
        handle ->
            new Counts(
                count(handle, receiver, Status.WAITING), count(handle, receiver, Status.DEAD)));
  }

  private static long count(Handle handle, String receiver, Status status) {
    return handle
        .createQuery("select count(*) from outbox where receiver = :receiver and status = :status")
        .bind("receiver", receiver)
        .bind("status", status.word())
        .mapTo(Long.class)
        .one();
  }

  @Override
  public Removed remove(Instant deliveredBefore, Instant deadBefore, int limit) {
    return sql.run(
        "tidy the outbox",
        handle ->
            new Removed(
                remove(handle, Status.DELIVERED, deliveredBefore, limit),
                remove(handle, Status.DEAD, deadBefore, limit)));
  }

  private static int remove(Handle handle, Status status, Instant before, int limit) {
    return handle
        .createUpdate(
            "delete from outbox where seq in (select seq from outbox where status = :status"
                + " and settled_at < :before order by settled_at limit :limit)")
        .bind("status", status.word())
        .bind("before", Columns.moment(before))
        .bind("limit", limit)
        .execute();
  }

  private static String cut(String problem) {
    return problem.length() > LONGEST_PROBLEM ? problem.substring(0, LONGEST_PROBLEM) : problem;
  }

  private static Item item(ResultSet row) throws SQLException {
    return new Item(
        row.getLong("seq"),
        row.getObject("event_id", UUID.class),
        row.getString("receiver"),
        notice(row),
        Status.of(row.getString("status")).orElseThrow(OutboxTable::unknown),
        row.getInt("attempts"),
        Columns.moment(row, "since"),
        Columns.moment(row, "due_at"),
        row.getString("problem"));
  }

  private static TicketNotice notice(ResultSet row) throws SQLException {
    return new TicketNotice(
        new TicketNumber(row.getString("ticket")),
        NoticeKind.of(row.getString("kind")).orElseThrow(OutboxTable::unknown),
        Columns.moment(row, "at"),
        TicketState.of(row.getString("state")),
        row.getString("category"),
        Priority.of(row.getString("priority")),
        Columns.moment(row, "answer_by"),
        row.getString("by_whom").equals(TicketNotice.By.PERSON.word())
            ? TicketNotice.By.PERSON
            : TicketNotice.By.SERVER,
        Columns.optional(row, "department", department -> department),
        Columns.optional(row, "due", due -> due),
        Columns.optional(row, "level", level -> level),
        Columns.optional(row, "rating", Integer::valueOf));
  }

  private static StoreException unknown() {
    return new StoreException("the outbox has a row of an unknown kind or status");
  }
}
