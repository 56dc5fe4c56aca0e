package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.hearing.Tones;
import org.liniya.testkit.phone.SipMessage;

/**
 * One operator with two telephones, both of which answer: one talks; the other gets its ACK and
 * then BYE, and never hears anything (RFC 3261 section 13.2.2.4).
 */
@Tag("telephones")
@Timeout(120)
@ExtendWith(LogOnFailure.class)
class TwoContactsTest {
  private static final Duration SOON = RawCaller.SOON;
  private static final int REPETITIONS = 6;
  private static final int HERTZ = 600;

  /** Half a second of sound. */
  private static final int ENOUGH_PACKETS = 25;

  @TempDir private Path folder = Path.of("");

  @Test
  void bothAnswerAndOneTalks() {
    Random random = new Random(3);
    try (RunningServer server = RunningServer.start(ShortFlow.in(folder))) {
      for (int i = 0; i < REPETITIONS; i++) {
        try (RawOperator one = RawOperator.ready(server, "1001");
            RawOperator other = RawOperator.ready(server, "1001");
            RawCaller caller = new RawCaller(server.sipPort())) {
          caller.connect();
          bothAnswer(server, caller, random.nextBoolean() ? one : other, one, other);
        }
      }
    }
  }

  private static void bothAnswer(
      RunningServer server,
      RawCaller caller,
      RawOperator first,
      RawOperator one,
      RawOperator other) {
    RawOperator second = first == one ? other : one;
    SipMessage toFirst = first.awaitInvite(SOON);
    SipMessage toSecond = second.awaitInvite(SOON);
    first.ring(toFirst);
    first.answer(toFirst);
    second.answer(toSecond);
    first.awaitAck(toFirst);
    second.awaitAck(toSecond);
    second.awaitBye(toSecond);
    caller.sound().sendTone(HERTZ, caller.serverSound());
    first.sound().awaitPackets(ENOUGH_PACKETS, SOON);
    RunningServer.awaitThat(
        SOON,
        () -> Tones.total(first.sound().heard(), HERTZ),
        heard -> heard.compareTo(Duration.ofMillis(300)) > 0,
        () -> "the caller's tone at the telephone that talks");
    assertThat(second.sound().packets()).isEmpty();
    String call = Calls.of(server, caller);
    first.sayBye(toFirst);
    assertThat(first.awaitByeAnswer(toFirst).status()).isEqualTo(200);
    caller.awaitBye(SOON);
    Calls.assertEnded(server, call, "completed");
    assertThat(server.journal(call, "offered")).hasSize(1);
    assertThat(server.journal(call, "offer-ended")).hasSize(1);
  }
}
