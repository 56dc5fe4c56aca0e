package org.liniya.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Ending;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.ticket.TicketNumber;

/**
 * One row a call: what lists and recovery need without reading the journal. Changes are committed
 * when a method returns. Thread-safe; blocks a bounded time; throws {@link StoreException}.
 */
public interface CallStore {

  void arrived(
      CallId call, CallerNumber from, String to, String flow, String flowVersion, Instant at);

  void answered(CallId call, Instant at);

  void languageChosen(CallId call, Language language);

  /** The caller reached a rating or a goodbye: from here on no callback is owed. */
  void served(CallId call);

  /** Idempotent: a store with both tables has it since the ticket was opened or linked. */
  void ticketed(CallId call, TicketNumber number);

  /** When the call joined its queue; its rank for a callback. */
  void queued(CallId call, String group, Instant rank);

  void bridged(CallId call, OperatorId operator, Instant at, long waitMs);

  void talked(CallId call, long talkMs);

  /** The first ending stands; later ones change nothing. */
  void ended(CallId call, Ending ending, Instant at);

  Optional<CallRow> find(CallId call);

  /** The newest first. */
  List<CallRow> latest(int limit, Optional<CallId> before);

  /** The most that {@link #callsFrom} counts. */
  int MOST_COUNTED = 100;

  /**
   * How many calls there were of a number that the network vouched for, arrived at {@code since} or
   * later; {@link #MOST_COUNTED} when there were more.
   */
  int callsFrom(PhoneNumber number, Instant since);

  /** Calls without an ending; after a crash these were cut off. */
  List<CallRow> open();

  /** A call as it stands; {@code language} is empty until it was chosen. */
  record CallRow(
      CallId id,
      CallerNumber from,
      String to,
      String flow,
      String flowVersion,
      Optional<Language> language,
      Instant arrivedAt,
      Optional<Instant> answeredAt,
      Optional<Instant> endedAt,
      Optional<Ending> ending,
      Optional<TicketNumber> ticket,
      Optional<OperatorId> operator,
      Optional<String> group,
      Optional<Instant> rank,
      Optional<Long> waitMs,
      Optional<Long> talkMs,
      boolean served) {}
}
