package org.liniya.server.e2e;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.liniya.testkit.phone.RawSip;
import org.liniya.testkit.phone.SipMessage;

/**
 * A {@link RawSip} whose messages are given out once each: what comes while something else is
 * waited for is kept, and what comes again (RFC 3261 section 17) is left out. For one thread.
 */
final class RawLine implements AutoCloseable {
  private final RawSip sip;
  private final Set<String> given = new HashSet<>();

  RawLine(int serverPort) {
    this.sip = RawSip.to(serverPort);
  }

  RawSip sip() {
    return sip;
  }

  int port() {
    return sip.port();
  }

  void send(String message) {
    sip.send(message);
  }

  /**
   * Waits for a message that fits and was not given out before.
   *
   * @throws AssertionError with what came instead
   */
  SipMessage next(Predicate<SipMessage> fits, Duration atMost) {
    Predicate<SipMessage> wanted = message -> !given.contains(name(message)) && fits.test(message);
    Optional<SipMessage> kept = sip.received().stream().filter(wanted).findFirst();
    SipMessage message = kept.orElseGet(() -> sip.await(wanted, atMost));
    given.add(name(message));
    return message;
  }

  SipMessage nextRequest(String method, Duration atMost) {
    return next(message -> message.isRequest(method), atMost);
  }

  /** Waits for the final response to a request of ours. */
  SipMessage nextFinal(String callId, String cseq, Duration atMost) {
    return next(
        message ->
            message.status() >= 200
                && message.header("Call-ID").orElse("").equals(callId)
                && message.header("CSeq").orElse("").equals(cseq),
        atMost);
  }

  /** How often that message has come so far. */
  long times(SipMessage message) {
    return sip.received().stream().filter(other -> name(other).equals(name(message))).count();
  }

  private static String name(SipMessage message) {
    return message.status()
        + " "
        + message.header("Via").orElse("")
        + " "
        + message.header("CSeq").orElse("")
        + " "
        + message.header("Call-ID").orElse("")
        + " "
        + message.toTag();
  }

  @Override
  public void close() {
    sip.close();
  }
}
