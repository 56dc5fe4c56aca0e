package org.liniya.sip;

import java.time.Duration;

/**
 * What the endpoint puts up with. Immutable.
 *
 * @param calls callers at once; more are told to come later (503)
 * @param retryAfter when those may try again
 * @param t1 first wait before an unacknowledged 200 is sent again (RFC 3261 section 17.1.1.1)
 * @param unacknowledged an answered caller who sends no ACK for so long is hung up on
 * @param unreachable a telephone that does not even say 100 for so long is not there
 * @param unheard when a telephone that has sent no sound since the answer is asked whether it is
 *     there
 * @param probe how long a silent telephone may take to answer an OPTIONS
 * @param probeAgain when a telephone that stays silent, but answers, is asked again
 * @param registrations contacts of one operator at once
 * @param session how long a session lasts without a refresh, where we may say it (RFC 4028)
 * @param shortestSession the shortest such time that we take; not under 90 s (RFC 4028 section 5)
 */
public record SipLimits(
    int calls,
    Duration retryAfter,
    Duration t1,
    Duration unacknowledged,
    Duration unreachable,
    Duration unheard,
    Duration probe,
    Duration probeAgain,
    int registrations,
    Duration session,
    Duration shortestSession) {

  /** As the other, with the session times of RFC 4028. */
  public SipLimits(
      int calls,
      Duration retryAfter,
      Duration t1,
      Duration unacknowledged,
      Duration unreachable,
      Duration unheard,
      Duration probe,
      Duration probeAgain,
      int registrations) {
    this(
        calls,
        retryAfter,
        t1,
        unacknowledged,
        unreachable,
        unheard,
        probe,
        probeAgain,
        registrations,
        Duration.ofMinutes(30),
        Duration.ofSeconds(90));
  }

  /** What is right for a public line. */
  public static SipLimits standard() {
    return new SipLimits(
        1_000,
        Duration.ofSeconds(10),
        Duration.ofMillis(500),
        Duration.ofSeconds(32),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(8),
        Duration.ofSeconds(30),
        10);
  }
}
