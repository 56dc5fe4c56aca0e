package org.liniya.sip;

import gov.nist.javax.sip.message.SIPMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sip.message.Message;
import org.liniya.call.CallId;
import org.liniya.call.PhoneNumber;
import org.liniya.port.SignallingLog;
import org.liniya.port.Time;
import org.liniya.sip.wire.MessageWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes whole messages, masked, to the logger {@code org.liniya.sip.messages} while somebody wants
 * to see those of one call or one number. Costs one comparison a message while nobody does.
 * Thread-safe.
 */
final class SipMessageLog implements SignallingLog, MessageWatch {

  private static final Logger LOG = LoggerFactory.getLogger("org.liniya.sip.messages");

  /** Wishes at once, and dialogs that answer to them. */
  private static final int MOST = 100;

  private final Time time;
  private final Function<String, Optional<CallId>> owners;
  private final Map<CallId, Instant> calls = bounded();
  private final Map<PhoneNumber, Instant> numbers = bounded();

  /** Call-IDs of a number that is watched. */
  private final Map<String, Instant> dialogs = bounded();

  private volatile boolean listening;

  /**
   * @param owners which call a SIP Call-ID belongs to
   */
  SipMessageLog(Time time, Function<String, Optional<CallId>> owners) {
    this.time = time;
    this.owners = owners;
  }

  private static <K, V> Map<K, V> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MOST;
      }
    };
  }

  @Override
  public synchronized void watch(CallId call, Duration length) {
    calls.put(call, time.now().plus(length));
    listening = true;
  }

  @Override
  public synchronized void watch(PhoneNumber number, Duration length) {
    numbers.put(number, time.now().plus(length));
    listening = true;
  }

  @Override
  public synchronized void off() {
    calls.clear();
    numbers.clear();
    dialogs.clear();
    listening = false;
  }

  @Override
  public synchronized List<Watched> watched() {
    forgetOld();
    return Stream.concat(
            calls.entrySet().stream().map(e -> new Watched(e.getKey().toString(), e.getValue())),
            numbers.entrySet().stream().map(e -> new Watched(e.getKey().masked(), e.getValue())))
        .toList();
  }

  @Override
  public void seen(Message message, boolean sent, String peer, long atMs) {
    if (listening && wanted(message)) {
      LOG.atInfo().log(
          "{} {}\n{}", sent ? "to" : "from", peer, MaskedMessage.of((SIPMessage) message));
    }
  }

  private synchronized boolean wanted(Message message) {
    forgetOld();
    String callId = Rungs.callId(message);
    if (owners.apply(callId).filter(calls::containsKey).isPresent()
        || dialogs.containsKey(callId)) {
      return true;
    }
    Optional<Instant> until =
        MaskedMessage.numbers(message).stream()
            .flatMap(number -> Optional.ofNullable(numbers.get(number)).stream())
            .findFirst();
    until.ifPresent(end -> dialogs.put(callId, end));
    return until.isPresent();
  }

  private void forgetOld() {
    Instant now = time.now();
    calls.values().removeIf(end -> end.isBefore(now));
    numbers.values().removeIf(end -> end.isBefore(now));
    dialogs.values().removeIf(end -> end.isBefore(now));
    listening = !calls.isEmpty() || !numbers.isEmpty();
  }
}
