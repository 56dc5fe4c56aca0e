package org.liniya.acd;

import org.liniya.call.CallId;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;

/** What a deadline of the ACD is about. Immutable. */
public sealed interface WakeKey {

  /** The offer has rung long enough. */
  record RingTimeout(OfferId offer) implements WakeKey {}

  /** The answered offer should long be a talk. */
  record BridgeTimeout(OfferId offer) implements WakeKey {}

  /** The operator's wrap-up is over. */
  record WrapUpOver(OperatorId operator) implements WakeKey {}

  /** The operator may be offered calls again. */
  record CoolDownOver(OperatorId operator) implements WakeKey {}

  /** The call may have waited long enough to flow over. */
  record OverflowDue(CallId call) implements WakeKey {}

  /** The call has waited long enough for the operator who served its ticket. */
  record ReservationOver(CallId call) implements WakeKey {}

  /** The callers further back in the group's queue are to be told their places. */
  record PlacesDue(String group) implements WakeKey {}
}
