package org.liniya.port;

import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.call.Supervision;

/**
 * The hand of a supervisor on the talks that go on. Thread-safe; waits for the queues or the
 * database, a bounded time each.
 */
public interface TalkDesk {

  /**
   * A supervisor's telephone is rung and hears the operator's talk; or, if it hears it already, is
   * in another mode from now on. Who asked, and what came of it, is in the audit when this returns.
   *
   * @param user whose wish it is
   * @param operator whose talk
   * @param telephone the operator's number of the supervisor whose telephone is to ring
   */
  Outcome supervise(String user, OperatorId operator, OperatorId telephone, Supervision mode);

  /**
   * Joins the operator's caller, the operator, and whom the operator consults; false when there are
   * not those three.
   */
  boolean confer(OperatorId operator);

  /** What came of it. */
  sealed interface Outcome {
    /**
     * The telephone rings.
     *
     * @param call the operator serves
     */
    record Rings(CallId call) implements Outcome {}

    record Changed(CallId call) implements Outcome {}

    /**
     * Nothing was done.
     *
     * @param why in words
     */
    record Refused(String why) implements Outcome {}
  }
}
