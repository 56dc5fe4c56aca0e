package org.liniya.acd;

import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;

/**
 * An attempt to give a call to an operator, and the talk that may come of it, from the ring to the
 * end of the talk; how far it is stands in the operator's state. Immutable.
 */
record Offer(OfferId id, QueuedCall call, OperatorId operator, Way way) {

  /** How the call came to the operator. */
  enum Way {
    /** By its rank in a queue. */
    QUEUED,
    /** It asked for the operator by name: it is in no queue and may be served by another one. */
    DIRECT
  }

  boolean queued() {
    return way == Way.QUEUED;
  }
}
