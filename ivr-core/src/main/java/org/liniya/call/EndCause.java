package org.liniya.call;

/**
 * Why a leg is over or is to be ended; an edge maps it to its own protocol (SIP status or Q.850
 * cause).
 */
public enum EndCause {
  /** An ordinary goodbye. */
  NORMAL,
  /** The other party gave up before answer. */
  CANCELLED,
  /** Busy (486). */
  BUSY,
  /** Declined (603). */
  DECLINED,
  /** Nobody answered in time (408, 480, ring time-out). */
  NO_ANSWER,
  /** Could not be reached (network, 404, 5xx). */
  UNREACHABLE,
  /** The telephone fell silent and does not answer a question inside the dialog. */
  LOST,
  /** Someone else answered, or the call is no longer there (withdrawn by us). */
  WITHDRAWN,
  /** We cannot serve: overload, draining, shutdown. */
  UNAVAILABLE,
  /** A fault of ours. */
  FAULT
}
