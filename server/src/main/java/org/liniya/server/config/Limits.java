package org.liniya.server.config;

import java.time.Duration;

/**
 * Bounds that always hold, whatever a flow says; each ends a call kindly. Immutable.
 *
 * @param calls at once; further callers are told to come later
 * @param intake how fast and from where callers may come
 * @param wholeCall from answer to end
 * @param menu the time before the queue
 * @param queue the time in the queue
 * @param sameStep visits of one step within a call
 * @param drain how long calls may go on when the server is told to stop
 */
public record Limits(
    int calls,
    Intake intake,
    Duration wholeCall,
    Duration menu,
    Duration queue,
    int sameStep,
    Duration drain) {

  public static final Limits DEFAULT =
      new Limits(
          500,
          Intake.DEFAULT,
          Duration.ofHours(2),
          Duration.ofMinutes(15),
          Duration.ofMinutes(60),
          20,
          Duration.ofMinutes(2));

  /**
   * What is taken in. A source is an IPv4 address or an IPv6 network of 64 bits. Immutable.
   *
   * @param callsPerSource calls at once from one source
   * @param newCalls new calls a second, all sources together
   * @param newCallsPerSource new calls a second from one source
   * @param requests other SIP requests a second, all sources together
   * @param requestsPerSource other SIP requests a second from one source
   * @param lateSound sound that leaves later than this keeps new callers out
   * @param memoryPercent memory in use after a collection that keeps new callers out
   */
  public record Intake(
      int callsPerSource,
      int newCalls,
      int newCallsPerSource,
      int requests,
      int requestsPerSource,
      Duration lateSound,
      int memoryPercent) {
    public static final Intake DEFAULT =
        new Intake(250, 50, 25, 500, 50, Duration.ofMillis(60), 85);
  }
}
