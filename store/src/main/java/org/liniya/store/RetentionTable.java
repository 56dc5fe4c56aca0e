package org.liniya.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.liniya.call.CallId;
import org.liniya.port.Audit;
import org.liniya.port.Retention;
import org.liniya.ticket.RetentionPeriod;
import org.liniya.ticket.RetentionPlan;
import org.liniya.ticket.RetentionRule.Decision;
import org.liniya.ticket.TicketNumber;

/**
 * Retention over the tables: {@link RetentionQueries} says what is old, {@link RetentionFacts} what
 * is to be known of it, {@link RetentionDeletion} takes it away. Thread-safe.
 */
final class RetentionTable implements Retention {

  private final Sql sql;
  private final RetentionDeletion deletion;

  RetentionTable(Sql sql, PersonKeys persons) {
    this.sql = sql;
    this.deletion = new RetentionDeletion(persons);
  }

  @Override
  public Page look(Kind kind, RetentionPlan plan, Instant now, Optional<Place> after) {
    Optional<Duration> shortest =
        (kind == Kind.TICKETS ? plan.shortest() : days(plan.callsWithoutTicket()))
            .map(days -> Duration.ofDays(days.days()));
    if (shortest.isEmpty()) {
      return new Page(List.of(), Optional.empty());
    }
    Instant latest = now.minus(shortest.get());
    return sql.read(
        "look for what has been kept long enough",
        handle -> {
          RetentionQueries.Step step = RetentionQueries.step(handle, kind, latest, after);
          List<Ripe> ripe =
              step.old().stream()
                  .filter(each -> period(plan, each).over(each.endedAt(), now))
                  .map(each -> ripe(handle, plan, each, now))
                  .toList();
          return new Page(ripe, step.next());
        });
  }

  private static Optional<RetentionPeriod.Days> days(RetentionPeriod period) {
    return period instanceof RetentionPeriod.Days days ? Optional.of(days) : Optional.empty();
  }

  private static RetentionPeriod period(RetentionPlan plan, RetentionQueries.Old old) {
    return old.category().map(plan::period).orElse(plan.callsWithoutTicket());
  }

  private static String rule(RetentionPlan plan, Optional<String> category) {
    return category.map(plan::ruleOf).orElse("calls-without-ticket");
  }

  private static Ripe ripe(
      Handle handle, RetentionPlan plan, RetentionQueries.Old old, Instant now) {
    Decision decision = RetentionFacts.of(handle, old.subject(), false).decide(plan, now);
    return new Ripe(old.subject(), rule(plan, old.category()), old.endedAt(), decision);
  }

  @Override
  public boolean delete(Subject subject, RetentionPlan plan, Instant now) {
    return sql.run(
        "delete what has been kept long enough",
        handle -> {
          RetentionFacts facts = RetentionFacts.of(handle, subject, true);
          if (!(facts.decide(plan, now) instanceof Decision.Delete delete)) {
            return false;
          }
          RetentionDeletion.Counts counts =
              switch (subject) {
                case Subject.OfTicket(TicketNumber number) ->
                    deletion.ticket(handle, number, facts.calls());
                case Subject.OfCall(CallId call) -> deletion.call(handle, call);
              };
          String rule =
              "rule %s %dd".formatted(rule(plan, facts.category()), delete.period().days());
          note(
              handle,
              subject,
              facts.calls(),
              rule + ", ended " + delete.since() + ": " + counts,
              now);
          return true;
        });
  }

  @Override
  public int deleteQueueHistory(Instant before) {
    return sql.run(
        "delete old history of the queues", handle -> HistoryDeletion.some(handle, before));
  }

  private static void note(
      Handle handle, Subject subject, List<CallId> recordings, String detail, Instant now) {
    handle
        .createUpdate(
            "insert into deletions (id, at, detail, recordings)"
                + " values (:id, :at, :detail, :recordings)")
        .bind("id", subject.about())
        .bind("at", Columns.moment(now))
        .bind("detail", detail.substring(0, Math.min(detail.length(), Audit.LONGEST)))
        .bind(
            "recordings",
            recordings.stream().map(CallId::toString).collect(Collectors.joining(" ")))
        .execute();
  }

  @Override
  public List<Unfinished> unfinished() {
    return sql.read(
        "read unfinished deletions",
        handle ->
            handle
                .createQuery(
                    "select id, at, detail, recordings, audited from deletions order by at, id")
                .map((row, _) -> unfinished(row))
                .list());
  }

  private static Unfinished unfinished(ResultSet row) throws SQLException {
    return new Unfinished(
        row.getString("id"),
        Columns.moment(row, "at"),
        row.getString("detail"),
        Arrays.stream(row.getString("recordings").split(" ", -1))
            .filter(id -> !id.isEmpty())
            .map(CallId::parse)
            .toList(),
        row.getBoolean("audited"));
  }

  @Override
  public void audited(String id) {
    sql.run(
        "note that a deletion is in the audit",
        handle ->
            handle
                .createUpdate("update deletions set audited = true where id = :id")
                .bind("id", id)
                .execute());
  }

  @Override
  public void finished(String id) {
    sql.run(
        "finish a deletion",
        handle ->
            handle.createUpdate("delete from deletions where id = :id").bind("id", id).execute());
  }
}
