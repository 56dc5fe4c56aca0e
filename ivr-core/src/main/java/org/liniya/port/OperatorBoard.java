package org.liniya.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;

/**
 * Operators and groups as a supervisor sees them now, and the supervisor's hand on them.
 * Thread-safe.
 */
public interface OperatorBoard {

  List<OperatorView> operators();

  List<GroupView> groups();

  /**
   * Why nobody serves who waits: a group without callers is left out. Waits, for a bounded time,
   * for the queues to answer; empty when they do not.
   */
  Optional<List<GroupWhy>> why();

  /**
   * Pauses a known operator (at once, or after the present call); false when there is no such
   * operator.
   */
  boolean pause(OperatorId operator, String reason);

  /** Ends a pause or the wrap-up; false when there is no such operator. */
  boolean ready(OperatorId operator);

  /** Has a wrap-up begin anew; false when there is no such operator. */
  boolean extendWrapUp(OperatorId operator);

  /** One operator. {@code reason} is that of a pause, else empty. */
  record OperatorView(
      OperatorId id,
      String state,
      String reason,
      Instant since,
      boolean registered,
      List<String> skills,
      Optional<CallId> call) {}

  /** One skill group. */
  record GroupView(String name, int waiting, Duration longestWait, int ready) {}

  /**
   * Why one caller of a group waits still: the next to be offered to somebody.
   *
   * @param waiting how many wait in the group
   * @param place of the call by rank, 1 being next
   * @param entered when the call joined the queue
   * @param operators all of the server's, by id
   */
  record GroupWhy(
      String group,
      int waiting,
      CallId call,
      int place,
      Instant entered,
      List<OperatorWhy> operators) {
    public GroupWhy {
      operators = List.copyOf(operators);
    }
  }

  /** Why one operator is not being offered that call. */
  record OperatorWhy(OperatorId operator, WhyNot why) {}
}
