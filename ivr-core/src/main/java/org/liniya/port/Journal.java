package org.liniya.port;

import java.time.Instant;
import java.util.List;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;

/**
 * The append-only list of everything that happened to a call. Sequence numbers within a call have
 * no gaps and follow the order of the calls of these methods, whichever they are. Thread-safe.
 */
public interface Journal {

  /**
   * Appends an event that others may rely on at once: when this returns, it and all earlier events
   * of the call are committed.
   *
   * @throws StoreException when it could not be committed; it may then be retried, and is not in
   *     the journal
   */
  void commit(CallId call, Instant at, JournalEvent.Durable event);

  /**
   * Appends an event that is committed within 200 ms. Never blocks and never throws; while the
   * database is away events wait in bounded memory.
   */
  void note(CallId call, Instant at, JournalEvent.Batched event);

  /**
   * Appends a durable event as soon as the database allows, without waiting for it: for decisions
   * that stand whether or not they can be written now. Never blocks and never throws; otherwise as
   * {@link #note}.
   */
  void commitLater(CallId call, Instant at, JournalEvent.Durable event);

  /**
   * Appends an event that may be lost. Never blocks and never throws; while the database is away,
   * or more than enough waits for it, the event is forgotten at once.
   */
  void mention(CallId call, Instant at, JournalEvent.Fleeting event);

  /** All events of a call in order; committed ones only. */
  List<Entry> read(CallId call);

  /**
   * One line of the journal.
   *
   * @param seq from 1, without gaps within the call
   * @param json the event's fields as a JSON object, with {@code seq}, {@code at} and {@code kind}
   */
  record Entry(long seq, Instant at, String kind, String json) {}
}
