package org.liniya.callback;

import java.time.Duration;

/**
 * How callbacks are dialled. Immutable.
 *
 * @param first who is on the line first
 * @param flow what the caller hears once reached
 * @param hours the name of the calendar within whose hours people may be rung
 * @param tries how often one callback is tried at most
 * @param spacing from the end of a try to the next
 * @param aDay how many tries a number may see within a day, of all callbacks together
 * @param aMinute how many callbacks may begin within a minute, so that a start after a crash does
 *     not ring everybody at once
 * @param ringing how long a telephone rings
 * @param keep a callback older than this is not made any more
 */
public record CallbackPlan(
    First first,
    String flow,
    String hours,
    int tries,
    Duration spacing,
    int aDay,
    int aMinute,
    Duration ringing,
    Duration keep) {

  /** Who is on the line first. */
  public enum First {
    /** An operator takes the callback as any call; then the caller is rung. */
    OPERATOR,
    /** The caller is rung when it is their turn, and waits for the operator. */
    CALLER
  }
}
