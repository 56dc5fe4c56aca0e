package org.liniya.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;

/**
 * What figures need to know of one call. Immutable.
 *
 * @param toFirstPrompt from the INVITE until the first prompt was begun
 * @param waits in queues, in order
 * @param talks with operators, those that have ended, in order
 * @param refused a queue did not take the caller, or the call was rejected
 * @param rating by the caller
 */
public record CallFacts(
    CallId call,
    Instant arrived,
    Optional<Duration> toFirstPrompt,
    List<Wait> waits,
    List<Talk> talks,
    boolean refused,
    Optional<Integer> rating) {

  public CallFacts {
    waits = List.copyOf(waits);
    talks = List.copyOf(talks);
  }

  /** How a wait in a queue ended. */
  public enum End {
    ANSWERED,
    /** The caller hung up. */
    ABANDONED,
    /** A callback was chosen, the time was up, another queue was entered, we ended the call. */
    OTHERWISE
  }

  /**
   * One wait in one queue.
   *
   * @param operator who answered
   * @param told the first range that the caller was told
   */
  public record Wait(
      String group,
      Instant entered,
      Instant left,
      End end,
      Optional<OperatorId> operator,
      Optional<Told> told) {

    public Duration lasted() {
      return Duration.between(entered, left);
    }
  }

  /** A range of waiting that was spoken: from then on so long. */
  public record Told(Instant at, Duration from, Optional<Duration> to) {

    boolean holds(Instant answered) {
      Duration waited = Duration.between(at, answered);
      return waited.compareTo(from) >= 0 && to.filter(end -> waited.compareTo(end) > 0).isEmpty();
    }
  }

  /**
   * One talk with one operator.
   *
   * @param lasted holds included
   */
  public record Talk(
      String group, OperatorId operator, Instant ended, Duration lasted, Duration held) {}

  /** From the INVITE until the first operator answered. */
  Optional<Duration> toOperator() {
    return waits.stream()
        .filter(wait -> wait.end() == End.ANSWERED)
        .findFirst()
        .map(wait -> Duration.between(arrived, wait.left()));
  }

  /** Only what happened in one skill group. */
  CallFacts inGroup(String group) {
    return new CallFacts(
        call,
        arrived,
        toFirstPrompt,
        waits.stream().filter(wait -> wait.group().equals(group)).toList(),
        talks.stream().filter(talk -> talk.group().equals(group)).toList(),
        refused,
        rating);
  }

  /** Only what one operator did. */
  CallFacts with(OperatorId operator) {
    return new CallFacts(
        call,
        arrived,
        toFirstPrompt,
        waits.stream()
            .filter(wait -> wait.operator().filter(operator::equals).isPresent())
            .toList(),
        talks.stream().filter(talk -> talk.operator().equals(operator)).toList(),
        refused,
        rating);
  }

  /** Nothing of it is left. */
  boolean isEmpty() {
    return waits.isEmpty() && talks.isEmpty();
  }
}
