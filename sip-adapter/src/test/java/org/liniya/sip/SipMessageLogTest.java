package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.liniya.call.CallId;
import org.liniya.call.PhoneNumber;
import org.liniya.port.SignallingLog.Watched;
import org.liniya.testkit.call.FakeTime;
import org.slf4j.LoggerFactory;

/** Which messages are logged, and for how long. */
@Execution(ExecutionMode.SAME_THREAD)
class SipMessageLogTest {

  private static final CallId CALL = CallId.create(Instant.EPOCH, new Random(1));
  private static final CallId OTHER = CallId.create(Instant.EPOCH, new Random(2));
  private static final Duration LENGTH = Duration.ofMinutes(10);

  private final FakeTime time = new FakeTime();
  private final SipMessageLog log =
      new SipMessageLog(time, id -> Optional.ofNullable(Map.of("one", CALL, "two", OTHER).get(id)));
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("org.liniya.sip.messages");
  }

  @BeforeEach
  void listen() {
    written.start();
    logger().addAppender(written);
  }

  @AfterEach
  void stop() {
    logger().detachAppender(written);
  }

  private static SIPMessage message(String method, String callId) throws ParseException {
    String text =
        """
        %1$s sip:88001234567@127.0.0.1 SIP/2.0
        Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK%2$s
        From: <sip:+79161234567@127.0.0.1>;tag=a
        To: <sip:88001234567@127.0.0.1>
        Call-ID: %2$s
        CSeq: 1 %1$s
        Max-Forwards: 70
        Content-Length: 0

        """
            .formatted(method, callId)
            .replace("\n", "\r\n");
    return new StringMsgParser()
        .parseSIPMessage(text.getBytes(StandardCharsets.UTF_8), true, false, null);
  }

  /** What is logged of three messages of three dialogs, one of which belongs to no call. */
  private Iterable<String> logged(String method) throws ParseException {
    written.list.clear();
    for (String callId : new String[] {"one", "two", "three"}) {
      log.seen(message(method, callId), false, "udp:127.0.0.1:5070", 0);
    }
    return written.list.stream()
        .map(event -> event.getFormattedMessage().replaceFirst("(?s).*Call-ID: (\\w+).*", "$1"))
        .toList();
  }

  @Test
  void nothingIsLoggedUntilItIsAskedFor() throws ParseException {
    assertThat(logged("INVITE")).isEmpty();
    assertThat(log.watched()).isEmpty();
  }

  @Test
  void oneCallIsLoggedAndNoOther() throws ParseException {
    log.watch(CALL, LENGTH);
    assertThat(logged("INVITE")).containsExactly("one");
    assertThat(logged("BYE")).containsExactly("one");
    assertThat(log.watched())
        .containsExactly(new Watched(CALL.toString(), time.now().plus(LENGTH)));
  }

  @Test
  void aCallIsLoggedForAsLongAsItWasAskedFor() throws ParseException {
    log.watch(CALL, LENGTH);
    time.advance(LENGTH);
    assertThat(logged("INVITE")).containsExactly("one");
    time.advance(Duration.ofMillis(1));
    assertThat(logged("INVITE")).isEmpty();
    assertThat(log.watched()).isEmpty();
  }

  /** What has begun as a call of the number goes on to be logged, but not for longer. */
  @Test
  void aNumberIsLoggedWithItsDialogsAndForAsLong() throws ParseException {
    log.watch(PhoneNumber.of("+78001234567"), LENGTH);
    assertThat(logged("BYE")).isEmpty();
    assertThat(logged("INVITE")).containsExactly("one", "two", "three");
    assertThat(logged("BYE")).containsExactly("one", "two", "three");
    time.advance(LENGTH.plusMillis(1));
    assertThat(logged("INVITE")).isEmpty();
    assertThat(logged("BYE")).isEmpty();
  }

  @Test
  void switchedOffIsOff() throws ParseException {
    log.watch(CALL, LENGTH);
    log.watch(PhoneNumber.of("+78001234567"), LENGTH);
    assertThat(logged("INVITE")).containsExactly("one", "two", "three");
    log.off();
    assertThat(logged("INVITE")).isEmpty();
    assertThat(logged("BYE")).isEmpty();
  }
}
