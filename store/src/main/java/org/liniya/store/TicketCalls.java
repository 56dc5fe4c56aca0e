package org.liniya.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.liniya.call.CallId;
import org.liniya.call.Ending;
import org.liniya.port.StoreException;
import org.liniya.ticket.TicketNumber;

/**
 * What hangs on a ticket: its calls and recordings, each in the order in which they came. Used by
 * {@link TicketsTable} inside its transactions.
 */
final class TicketCalls {
  private TicketCalls() {}

  /** A call of a ticket. */
  record Linked(
      TicketNumber number, CallId call, Optional<Instant> endedAt, Optional<Ending> ending) {}

  private record Recorded(TicketNumber number, CallId recording) {}

  /**
   * Puts a call on a ticket, and the ticket into the call's row in the same transaction: recovery
   * reads the row to know who is owed a callback, so a crash must not come between.
   */
  static void link(Handle handle, TicketNumber number, CallId call) {
    handle
        .createUpdate(
            "insert into ticket_calls (call_id, number, place) values (:call, :number,"
                + " (select coalesce(max(place), 0) + 1 from ticket_calls"
                + " where number = :number))")
        .bind("call", call.value())
        .bind("number", number.digits())
        .execute();
    handle
        .createUpdate("update calls set ticket = :number where id = :call")
        .bind("number", number.digits())
        .bind("call", call.value())
        .execute();
  }

  /** The first ending of a call stands. */
  static void end(Handle handle, TicketNumber number, CallId call, Ending ending, Instant at) {
    int ended =
        handle
            .createUpdate(
                "update ticket_calls set ending = coalesce(ending, :ending),"
                    + " ended_at = coalesce(ended_at, :at)"
                    + " where call_id = :call and number = :number")
            .bind("ending", ending.word())
            .bind("at", Columns.moment(at))
            .bind("call", call.value())
            .bind("number", number.digits())
            .execute();
    if (ended == 0) {
      throw new StoreException("the call is not on this ticket");
    }
  }

  /** Does nothing when the recording is on a ticket already. */
  static void record(Handle handle, TicketNumber number, CallId recording) {
    boolean present =
        handle
            .createQuery("select number from ticket_recordings where recording = :recording")
            .bind("recording", recording.value())
            .mapTo(String.class)
            .findOne()
            .isPresent();
    if (!present) {
      handle
          .createUpdate(
              "insert into ticket_recordings (recording, number, place) values (:recording,"
                  + " :number, (select coalesce(max(place), 0) + 1 from ticket_recordings"
                  + " where number = :number))")
          .bind("recording", recording.value())
          .bind("number", number.digits())
          .execute();
    }
  }

  static Map<TicketNumber, List<Linked>> of(Handle handle, List<TicketNumber> numbers) {
    return handle
        .createQuery(
            "select number, call_id, ended_at, ending from ticket_calls"
                + " where number in (<numbers>) order by number, place")
        .bindList("numbers", digits(numbers))
        .map(
            (row, _) ->
                new Linked(
                    new TicketNumber(row.getString("number")),
                    Columns.call(row, "call_id"),
                    Columns.optionalMoment(row, "ended_at"),
                    Columns.optional(row, "ending", Ending::of)))
        .stream()
        .collect(groupingBy(Linked::number));
  }

  static Map<TicketNumber, List<CallId>> recordings(Handle handle, List<TicketNumber> numbers) {
    return handle
        .createQuery(
            "select number, recording from ticket_recordings"
                + " where number in (<numbers>) order by number, place")
        .bindList("numbers", digits(numbers))
        .map(
            (row, _) ->
                new Recorded(
                    new TicketNumber(row.getString("number")), Columns.call(row, "recording")))
        .stream()
        .collect(groupingBy(Recorded::number, mapping(Recorded::recording, toList())));
  }

  private static List<String> digits(List<TicketNumber> numbers) {
    return numbers.stream().map(TicketNumber::digits).toList();
  }
}
