package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.testkit.phone.SipMessage;

/** INVITEs that come again, are cancelled, or are never acknowledged (RFC 3261 section 13.3). */
@Tag("telephones")
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(LogOnFailure.class)
class RepeatedInviteTest {
  private static final Duration SOON = RawCaller.SOON;

  @TempDir private static Path folder = Path.of("");
  private static RunningServer server;

  /** Dials at the beginning; what becomes of it is seen 32 seconds later. */
  private static RawCaller neverAcknowledging;

  @BeforeAll
  static void start() {
    server = RunningServer.start(ShortFlow.in(folder, "1s"));
    neverAcknowledging = new RawCaller(server.sipPort()).invite();
  }

  @AfterAll
  static void stop() {
    neverAcknowledging.close();
    server.close();
  }

  @Test
  @Order(1)
  void anInviteSentThreeTimesMakesOneCall() {
    try (RawCaller caller = new RawCaller(server.sipPort())) {
      caller.invite();
      caller.inviteAgain();
      caller.inviteAgain();
      SipMessage ok = caller.awaitFinal();
      assertThat(ok.status()).isEqualTo(200);
      caller.inviteAgain(); // after the answer, when its transaction is over
      SipMessage again =
          caller.line().sip().await(message -> message.status() == 200, SOON); // the same, repeated
      assertThat(again.toTag()).isEqualTo(ok.toTag());
      caller.take(ok).ack("");
      String call = Calls.of(server, caller);
      server.awaitJournal(call, "queued", SOON);
      assertThat(Calls.all(server, caller)).hasSize(1);
      assertThat(caller.line().sip().received())
          .filteredOn(message -> message.status() > 100)
          .allSatisfy(message -> assertThat(message.toTag()).isEqualTo(ok.toTag()));
      caller.sayBye();
      caller.sayByeAgain(); // RFC 3261 section 17.2.2: one transaction, one end
      assertThat(caller.awaitByeAnswer().status()).isEqualTo(200);
      Calls.assertEnded(server, call, "abandoned");
    }
  }

  @Test
  @Order(2)
  void aCancelledCallIsRefusedWith487() {
    try (RawCaller caller = new RawCaller(server.sipPort())) {
      caller.invite();
      caller.line().next(message -> message.status() == 180, SOON);
      assertThat(caller.cancel().status()).isEqualTo(200);
      SipMessage refusal = caller.awaitFinal();
      assertThat(refusal.status()).isEqualTo(487);
      caller.ackOfRefusal(refusal);
      Calls.assertEnded(server, Calls.of(server, caller), "rejected");
    }
  }

  /** RFC 3261 section 9.2: a CANCEL that comes after the 200 changes nothing. */
  @Test
  @Order(3)
  void aCancelAfterTheAnswerIsTooLate() {
    try (RawCaller caller = new RawCaller(server.sipPort())) {
      caller.invite();
      SipMessage ok = caller.awaitFinal();
      assertThat(ok.status()).isEqualTo(200);
      assertThat(caller.cancel().status()).isEqualTo(200);
      caller.take(ok).ack("");
      String call = Calls.of(server, caller);
      server.awaitJournal(call, "queued", SOON);
      caller.hangUp();
      Calls.assertEnded(server, call, "abandoned");
    }
  }

  /** The 200 is repeated for 64 × T1, then the dialog is ended (RFC 3261 section 13.3.1.4). */
  @Test
  @Order(4)
  void aCallerWhoNeverAcknowledgesIsHungUpOn() {
    SipMessage ok = neverAcknowledging.awaitFinal();
    assertThat(ok.status()).isEqualTo(200);
    neverAcknowledging.awaitBye(Duration.ofSeconds(45));
    assertThat(neverAcknowledging.line().times(ok)).isGreaterThanOrEqualTo(5);
    Calls.assertEnded(server, Calls.of(server, neverAcknowledging), "rejected");
  }
}
