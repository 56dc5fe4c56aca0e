package org.liniya.acd;

import java.time.Instant;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal.WaitingEnded;

/**
 * Everything that the ACD wants done, to be performed in order: a journal entry stands before the
 * effect that relies on it. Each carries the identifiers by which it can be recognised and safely
 * repeated. Immutable.
 */
public sealed interface AcdEffect {

  /**
   * Ring the operator's telephones. Results: {@code OfferRinging}, then {@code OfferAnswered} or
   * {@code OfferFailed}; the ring time-out covers a result that never comes.
   *
   * @param reason why this operator
   */
  record Ring(OfferId offer, CallId call, OperatorId operator, String group, String reason)
      implements AcdEffect {}

  /** Stop ringing. No result is waited for; an answer that was quicker comes to a hang-up. */
  record CancelRing(OfferId offer) implements AcdEffect {}

  /**
   * Tell the call that its operator answered. Result: {@code CallBridged}, {@code CallerLeft} or
   * {@code CallLeft}; the bridge time-out covers a missing one.
   */
  record HandOver(OfferId offer, CallId call, OperatorId operator) implements AcdEffect {}

  /** End the operator's answered leg. Does nothing when it is over. No result is waited for. */
  record HangUpOperator(OfferId offer, EndCause cause) implements AcdEffect {}

  /** Tell the call that the operator it asked for is being rung. */
  record DirectRings(CallId call, OperatorId operator) implements AcdEffect {}

  /** Tell the call that the operator it asked for does not come. */
  record EndDirect(CallId call, OperatorId operator, EndCause cause) implements AcdEffect {}

  /** Tell the waiting call its place; 1 is next. */
  record TellPlace(CallId call, int place) implements AcdEffect {}

  /** Tell the call that its waiting is over without an operator. */
  record EndWaiting(CallId call, WaitingEnded.Reason reason) implements AcdEffect {}

  /** Tell the call that its operator is gone. */
  record TellOperatorLeft(OfferId offer, CallId call, OperatorId operator, EndCause cause)
      implements AcdEffect {}

  /** Keep the operator's state for reports and for pauses that outlive a restart. */
  record SaveOperator(OperatorId operator, String state, String reason, Instant since)
      implements AcdEffect {}

  /**
   * Tell the supervisors that an operator was paused for missing calls.
   *
   * @param group whose call was the last one missed
   * @param misses so many in a row
   */
  record TellMissesPaused(OperatorId operator, String group, int misses) implements AcdEffect {}

  /** Append to the call's journal, with the time of the event that was being handled. */
  record Journal(CallId call, Instant at, JournalEvent.Durable event) implements AcdEffect {}

  /** Say {@code Woken(key)} at this time. */
  record WakeAt(WakeKey key, Instant at) implements AcdEffect {}
}
