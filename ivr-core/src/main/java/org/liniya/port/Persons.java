package org.liniya.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.Secret;
import org.liniya.person.Belongings;
import org.liniya.ticket.TicketNumber;

/**
 * What is kept about a person, and its end. A person is named by any of their tickets. Thread-safe;
 * blocks while the database works (a bounded time).
 */
public interface Persons {

  /** What is kept about the person of a ticket; empty when there is no such ticket. */
  Optional<Belongings> of(TicketNumber ticket);

  /** The document that was stated on the call of a ticket, if there was one and it is kept. */
  Optional<Secret> document(TicketNumber ticket);

  /** What became of an erasure. */
  sealed interface Outcome {

    /** Nothing was done. */
    record Refused(String why) implements Outcome {}

    /**
     * It is committed: keys, look-ups, texts, names and numbers are gone. The recordings are still
     * to be deleted.
     */
    record Erased(Belongings what) implements Outcome {}
  }

  /**
   * Destroys the keys of a ticket's person and of everyone who called about their tickets, and what
   * else tells of them, when {@link org.liniya.person.ErasureRule} allows it. Tickets, entries and
   * calls stay as figures. Doing it again finds nothing to do.
   *
   * @return empty when there is no such ticket
   */
  Optional<Outcome> erase(TicketNumber ticket, boolean evenOpen, Instant at);

  /** Calls of persons who have been erased whose recordings are on a ticket still. */
  List<CallId> recordingsLeft();

  /** The recordings of these calls are deleted. */
  void recordingsDeleted(List<CallId> calls);
}
