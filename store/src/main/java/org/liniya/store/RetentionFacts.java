package org.liniya.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.liniya.call.CallId;
import org.liniya.port.Retention.Subject;
import org.liniya.ticket.RetentionPlan;
import org.liniya.ticket.RetentionRule;
import org.liniya.ticket.RetentionRule.Decision;
import org.liniya.ticket.RetentionRule.Reason;
import org.liniya.ticket.TicketNumber;

/**
 * What the rule has to know, read in the transaction that may delete, with the row locked there.
 *
 * @param category of a ticket; a call has none
 * @param keep why it stays whatever the rule says: a call that has a ticket
 * @param calls a ticket's, without those of other tickets; the call itself
 */
record RetentionFacts(
    Optional<String> category,
    Optional<Reason> keep,
    RetentionRule.Facts facts,
    List<CallId> calls) {

  /** Every call that hangs on a ticket somehow and on no other ticket. */
  private static final String CALLS =
      "select u.call_id from ("
          + "select call_id from ticket_calls where number = :number"
          + " union select id from calls where ticket = :number"
          + " union select recording from ticket_recordings where number = :number"
          + " union select call_id from ticket_entries"
          + " where number = :number and call_id is not null) u"
          + " where not exists (select 1 from ticket_calls o"
          + " where o.call_id = u.call_id and o.number <> :number)"
          + " and not exists (select 1 from ticket_recordings o"
          + " where o.recording = u.call_id and o.number <> :number)"
          + " and not exists (select 1 from ticket_entries o"
          + " where o.call_id = u.call_id and o.number <> :number)"
          + " and not exists (select 1 from calls o join tickets t on t.number = o.ticket"
          + " where o.id = u.call_id and o.ticket <> :number)"
          + " order by u.call_id";

  /** Where there is a call's own row it knows best. */
  private static final String END =
      "select c.ended_at as call_end, l.ended_at as link_end, c.id, l.call_id"
          + " from (select cast(:call as uuid) as call_id) x"
          + " left join calls c on c.id = x.call_id"
          + " left join ticket_calls l on l.call_id = x.call_id";

  RetentionFacts {
    calls = List.copyOf(calls);
  }

  /** When a call ended, as far as it is known at all. */
  private record CallEnd(boolean known, Optional<Instant> at) {}

  static RetentionFacts of(Handle handle, Subject subject, boolean lock) {
    return switch (subject) {
      case Subject.OfTicket(TicketNumber number) -> ofTicket(handle, number, lock);
      case Subject.OfCall(CallId call) -> ofCall(handle, call, lock);
    };
  }

  Decision decide(RetentionPlan plan, Instant now) {
    return keep.<Decision>map(Decision.Keep::new)
        .orElseGet(
            () ->
                RetentionRule.decide(
                    category.map(plan::period).orElse(plan.callsWithoutTicket()), facts, now));
  }

  private record Row(String category, Optional<Instant> endedAt) {}

  private static RetentionFacts ofTicket(Handle handle, TicketNumber number, boolean lock) {
    Optional<Row> row =
        handle
            .createQuery(
                "select category, state, closed_at from tickets where number = :number"
                    + (lock ? " for update" : ""))
            .bind("number", number.digits())
            .map((each, _) -> row(each))
            .findOne();
    List<CallId> calls =
        handle
            .createQuery(CALLS)
            .bind("number", number.digits())
            .map((each, _) -> Columns.call(each, "call_id"))
            .list();
    List<CallEnd> ends = calls.stream().map(call -> end(handle, call)).toList();
    boolean owed =
        calls.stream().anyMatch(call -> owed(handle, call))
            || exists(handle, "callbacks where ended_at is null and ticket = :id", number.digits());
    return new RetentionFacts(
        row.map(Row::category),
        Optional.empty(),
        new RetentionRule.Facts(
            row.flatMap(Row::endedAt),
            ends.stream().flatMap(end -> end.at().stream()).max(Instant::compareTo),
            TicketHoldsTable.held(handle, number),
            ends.stream().anyMatch(end -> end.known() && end.at().isEmpty()),
            owed),
        calls);
  }

  private static Row row(ResultSet row) throws SQLException {
    boolean ended = List.of("solved", "closed").contains(row.getString("state"));
    return new Row(
        row.getString("category"),
        ended ? Columns.optionalMoment(row, "closed_at") : Optional.empty());
  }

  private static CallEnd end(Handle handle, CallId call) {
    return handle
        .createQuery(END)
        .bind("call", call.value())
        .map(
            (row, _) ->
                row.getObject("id") != null
                    ? new CallEnd(true, Columns.optionalMoment(row, "call_end"))
                    : new CallEnd(
                        row.getObject("call_id") != null, Columns.optionalMoment(row, "link_end")))
        .one();
  }

  /** Callbacks that are over go with their calls. */
  private static boolean owed(Handle handle, CallId call) {
    return exists(handle, "callbacks where ended_at is null and call_id = :id", call.value());
  }

  private static RetentionFacts ofCall(Handle handle, CallId call, boolean lock) {
    if (lock) {
      handle
          .createQuery("select id from calls where id = :id for update")
          .bind("id", call.value())
          .map((row, _) -> Columns.call(row, "id"))
          .findOne();
    }
    boolean onTicket =
        exists(handle, "calls where id = :id and ticket is not null", call.value())
            || exists(handle, "ticket_calls where call_id = :id", call.value())
            || exists(handle, "ticket_recordings where recording = :id", call.value())
            || exists(handle, "ticket_entries where call_id = :id", call.value());
    CallEnd end = end(handle, call);
    Optional<Instant> lastLine =
        handle
            .createQuery("select max(at) as last from journal where call_id = :id")
            .bind("id", call.value())
            .map((row, _) -> Columns.optionalMoment(row, "last"))
            .one();
    return new RetentionFacts(
        Optional.empty(),
        onTicket ? Optional.of(Reason.HAS_A_TICKET) : Optional.empty(),
        new RetentionRule.Facts(
            end.known() ? end.at() : lastLine,
            lastLine,
            false,
            end.known() && end.at().isEmpty(),
            owed(handle, call)),
        List.of(call));
  }

  private static boolean exists(Handle handle, String what, Object id) {
    return handle
        .createQuery("select 1 from " + what)
        .bind("id", id)
        .mapTo(Integer.class)
        .findFirst()
        .isPresent();
  }
}
