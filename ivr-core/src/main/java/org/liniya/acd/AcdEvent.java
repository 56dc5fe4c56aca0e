package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Language;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;

/**
 * Everything that the ACD is told, each with its time. Results may come late, twice or not at all;
 * the ACD answers each at most once. Immutable.
 */
public sealed interface AcdEvent {

  /**
   * When it happened; the only clock that the ACD knows. A time before the last one counts as it.
   */
  Instant at();

  /** What is configured from now on, whole. */
  record ConfigurationChanged(Instant at, List<SkillGroup> groups, List<OperatorProfile> operators)
      implements AcdEvent {
    public ConfigurationChanged {
      groups = List.copyOf(groups);
      operators = List.copyOf(operators);
    }
  }

  /** From the operator store at start-up: this offline operator had asked for a pause. */
  record PauseRemembered(Instant at, OperatorId operator, String reason) implements AcdEvent {}

  /** The operator has a telephone; may be said again. */
  record OperatorRegistered(Instant at, OperatorId operator) implements AcdEvent {}

  /** The operator's last telephone is gone. */
  record OperatorUnregistered(Instant at, OperatorId operator) implements AcdEvent {}

  /** Pause at once, or after the present talk. */
  record PauseRequested(Instant at, OperatorId operator, String reason) implements AcdEvent {}

  /** Ends a pause or the wrap-up, and takes back a pause that was to follow the talk. */
  record ReadyRequested(Instant at, OperatorId operator) implements AcdEvent {}

  /** The wrap-up begins anew, with its whole length; outside a wrap-up it changes nothing. */
  record WrapUpExtended(Instant at, OperatorId operator) implements AcdEvent {}

  /**
   * A caller waits from now on. Said again for the same group it changes nothing; for another group
   * it moves the call.
   *
   * @param arrived when the call arrived at the line
   * @param headStart added seniority: rank = arrival − head start
   * @param lastServed the operator who served the call's ticket before
   */
  record CallEntered(
      Instant at,
      CallId call,
      String group,
      Language language,
      Instant arrived,
      Duration headStart,
      WhenNobody whenNobody,
      Optional<OperatorId> lastServed)
      implements AcdEvent {

    /** Of a ticket that nobody has served yet. */
    public CallEntered(
        Instant at,
        CallId call,
        String group,
        Language language,
        Instant arrived,
        Duration headStart,
        WhenNobody whenNobody) {
      this(at, call, group, language, arrived, headStart, whenNobody, Optional.empty());
    }
  }

  /** What to do with a call that nobody logged in could serve. */
  enum WhenNobody {
    WAIT,
    /** Give it back with {@code NOBODY}. */
    REFUSE
  }

  /**
   * The call does not want an operator any more, wherever it stands: waiting, ringing or talking.
   * Said at the latest when the call ends; nothing of the call remains.
   *
   * @param reason for the journal
   */
  record CallLeft(Instant at, CallId call, String reason) implements AcdEvent {}

  /**
   * The call wants one operator by name, now or not at all. A call that waits leaves its queue; one
   * that is served is served on until the new operator is bridged.
   *
   * @param group whose wrap-up follows the talk; empty for a talk among colleagues: none
   */
  record CallDirected(Instant at, CallId call, OperatorId operator, String group, Language language)
      implements AcdEvent {}

  /** The call does not want that operator any more. */
  record DirectLeft(Instant at, CallId call, OperatorId operator) implements AcdEvent {}

  /** Who talks under this offer serves another call from now on. */
  record OfferMoved(Instant at, OfferId offer, CallId call, String group, Language language)
      implements AcdEvent {}

  /** The operator makes a call of their own. */
  record OperatorCallingOut(Instant at, OperatorId operator, CallId call) implements AcdEvent {}

  /** The operator's own call is over. */
  record OperatorHungUp(Instant at, OperatorId operator, CallId call) implements AcdEvent {}

  /** The operator's telephone rings. */
  record OfferRinging(Instant at, OfferId offer) implements AcdEvent {}

  /** The operator's telephone was answered. */
  record OfferAnswered(Instant at, OfferId offer) implements AcdEvent {}

  /** The operator's telephone was not answered. */
  record OfferFailed(Instant at, OfferId offer, EndCause cause) implements AcdEvent {}

  /** Caller and operator hear each other. */
  record CallBridged(Instant at, OfferId offer) implements AcdEvent {}

  /** The operator's answered leg is over. */
  record OperatorLegEnded(Instant at, OfferId offer, EndCause cause) implements AcdEvent {}

  /** The caller's side of the talk is over. */
  record CallerLeft(Instant at, OfferId offer, EndCause cause) implements AcdEvent {}

  /** The operator has passed the caller on to where the ACD does not follow at once. */
  record CallerPassedOn(Instant at, OfferId offer) implements AcdEvent {}

  /**
   * What a further caller of a group has to expect, for {@link Overflow.EstimateAbove}; told when
   * it changes.
   */
  record EstimateTold(Instant at, String group, Duration expected) implements AcdEvent {}

  /** A time asked for by {@link AcdEffect.WakeAt} has come. Early, late and repeated do no harm. */
  record Woken(Instant at, WakeKey key) implements AcdEvent {}
}
