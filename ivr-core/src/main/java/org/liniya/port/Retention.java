package org.liniya.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.ticket.RetentionPlan;
import org.liniya.ticket.RetentionRule;
import org.liniya.ticket.TicketNumber;

/**
 * Finds and deletes what has been kept long enough. Thread-safe, but meant for one thread that
 * deletes; blocks while the database works (a bounded time); throws {@link StoreException}.
 *
 * <p>A deletion is one transaction, and is {@link #unfinished} until the audit has it and its
 * recordings are off the disk: whatever a crash tears apart is found there.
 */
public interface Retention {

  /** What can be deleted. */
  sealed interface Subject {
    /** A ticket with all that is its own. */
    record OfTicket(TicketNumber number) implements Subject {}

    /** A call that has no ticket. */
    record OfCall(CallId call) implements Subject {}

    /** As the audit names it. */
    default String about() {
      return switch (this) {
        case OfTicket(TicketNumber number) -> "ticket " + number.digits();
        case OfCall(CallId call) -> "call " + call;
      };
    }
  }

  /** What is looked through, one after the other. */
  enum Kind {
    TICKETS,
    CALLS,
    /** Calls of which there is a journal only: operators' own. */
    JOURNALS
  }

  /**
   * Something whose period is over, and what becomes of it.
   *
   * @param rule its name in the configuration
   */
  record Ripe(Subject subject, String rule, Instant endedAt, RetentionRule.Decision decision) {}

  /** A place in the order of ending. */
  record Place(Instant endedAt, String id) {}

  /**
   * A step of looking.
   *
   * @param next where the next step begins; empty after the last
   */
  record Page(List<Ripe> ripe, Optional<Place> next) {
    public Page {
      ripe = List.copyOf(ripe);
    }
  }

  /** Looks at the next few of those that ended longest ago; changes nothing. */
  Page look(Kind kind, RetentionPlan plan, Instant now, Optional<Place> after);

  /** Deletes it when the rule still allows it, and says whether it did. */
  boolean delete(Subject subject, RetentionPlan plan, Instant now);

  /**
   * Deletes some of what operators did and of what the queues were told before then, the earliest
   * first.
   *
   * @return how many rows went; 0 when nothing is left
   */
  int deleteQueueHistory(Instant before);

  /**
   * A deletion that is not finished.
   *
   * @param id of the subject, see {@link Subject#about}
   * @param detail the rule, and how much was deleted
   * @param recordings calls whose recordings have to go
   * @param audited whether the audit has it
   */
  record Unfinished(
      String id, Instant at, String detail, List<CallId> recordings, boolean audited) {
    public Unfinished {
      recordings = List.copyOf(recordings);
    }
  }

  /** The earliest first. */
  List<Unfinished> unfinished();

  /** The audit has it. */
  void audited(String id);

  /** Nothing is left to be done. */
  void finished(String id);
}
