package org.liniya.port;

import java.time.Instant;
import java.util.Locale;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;

/**
 * Why an operator is not being offered a call that waits: the first thing that stands in the way,
 * what lasts before what passes. Immutable; every moment is of the queues' clock.
 */
public sealed interface WhyNot {

  /** Has none of the skills by which the call may ever be served. */
  record LacksSkill(String group) implements WhyNot {}

  /** Has the group's skill, but not at the level that its callers are to get. */
  record LevelTooLow(int level, int needed) implements WhyNot {}

  /**
   * Is one of those to whom the call flows over, but not yet.
   *
   * @param when the rule's condition, such as {@code after 120s}
   */
  record NotYetByOverflow(String when) implements WhyNot {}

  /**
   * @param language of the caller
   */
  record SpeaksAnotherLanguage(String language) implements WhyNot {}

  /**
   * No telephone is registered: not logged in.
   *
   * @param pause that goes on after the next registering; else empty
   */
  record NoTelephone(Instant since, String pause) implements WhyNot {}

  /** Paused, by hand or after missed calls. */
  record OnPause(Instant since, String reason) implements WhyNot {}

  /** The telephone rings for this very call. */
  record BeingOffered(Instant since) implements WhyNot {}

  /** The telephone rings for another call. */
  record OfferedAnother(Instant since, CallId call) implements WhyNot {}

  /** Serves a call; it may be that the two are about to be joined, or that a colleague is asked. */
  record OnCall(Instant since, CallId call) implements WhyNot {}

  /** On a call of their own. */
  record CallingOut(Instant since) implements WhyNot {}

  record WrappingUp(Instant until) implements WhyNot {}

  /** Left alone for a moment after an offer that came to nothing. */
  record CoolingDown(Instant until) implements WhyNot {}

  /** Could take it, but the telephones of others ring for it. */
  record OthersRing() implements WhyNot {}

  /** Could take it, but it waits for the operator who served its ticket before. */
  record KeptForAnother(OperatorId operator, Instant until) implements WhyNot {}

  /** Nothing stands in the way; between two events of the queues that is never so. */
  record Nothing() implements WhyNot {}

  /** The word for programs, such as {@code lacks-skill}. */
  default String word() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }
}
