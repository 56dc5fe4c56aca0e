package org.liniya.ticket;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether something may be deleted now. A ticket may, when it is solved or closed, its period is
 * over since then and since the end of its last call, nobody holds it, none of its calls goes on,
 * and nobody is owed a callback. Whoever is not sure keeps it. Pure functions; stateless.
 */
public final class RetentionRule {

  private RetentionRule() {}

  /**
   * What is to be known of a ticket, or of a call without one.
   *
   * @param endedAt when a ticket was solved or closed, a call ended; empty as long as not
   * @param lastCallEndedAt of a ticket's calls
   */
  public record Facts(
      Optional<Instant> endedAt,
      Optional<Instant> lastCallEndedAt,
      boolean held,
      boolean callInProgress,
      boolean callbackOwed) {}

  /** Why something is kept. */
  public enum Reason {
    NOT_ENDED("it has not ended"),
    KEPT_FOR_EVER("no period is laid down for it"),
    TOO_YOUNG("its period is not over"),
    HELD("it is held"),
    CALL_IN_PROGRESS("one of its calls goes on"),
    CALLBACK_OWED("a callback is owed"),
    HAS_A_TICKET("it belongs to a ticket");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    public String sentence() {
      return sentence;
    }
  }

  /** What the rule says. */
  public sealed interface Decision {
    /**
     * It may go.
     *
     * @param since when it ended
     */
    record Delete(RetentionPeriod.Days period, Instant since) implements Decision {}

    /** It stays. */
    record Keep(Reason why) implements Decision {}
  }

  /** What becomes of it. */
  public static Decision decide(RetentionPeriod period, Facts facts, Instant now) {
    if (facts.endedAt().isEmpty()) {
      return new Decision.Keep(Reason.NOT_ENDED);
    }
    if (!(period instanceof RetentionPeriod.Days days)) {
      return new Decision.Keep(Reason.KEPT_FOR_EVER);
    }
    Instant ended = facts.endedAt().get();
    Instant since = facts.lastCallEndedAt().filter(ended::isBefore).orElse(ended);
    if (!days.over(since, now)) {
      return new Decision.Keep(Reason.TOO_YOUNG);
    }
    if (facts.held()) {
      return new Decision.Keep(Reason.HELD);
    }
    if (facts.callInProgress()) {
      return new Decision.Keep(Reason.CALL_IN_PROGRESS);
    }
    if (facts.callbackOwed()) {
      return new Decision.Keep(Reason.CALLBACK_OWED);
    }
    return new Decision.Delete(days, since);
  }
}
