package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.testkit.phone.PhoneSettings;
import org.liniya.testkit.phone.SipMessage;
import tools.jackson.databind.JsonNode;

/**
 * Callers and operators who hang up at the worst moment. Afterwards no operator is stuck, every
 * ticket has an ending, every call exactly one.
 */
@Tag("telephones")
@Timeout(240)
@ExtendWith(LogOnFailure.class)
class HangUpTest {
  private static final Duration SOON = RawCaller.SOON;
  private static final int REPETITIONS = 24;

  /** In this time two messages may be sent in either order. */
  private static final int CROSSING_MICROS = 4_000;

  @TempDir private static Path folder = Path.of("");
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start(ShortFlow.in(folder));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void nothingIsLeft() {
    Calls.assertNobodyWaits(server);
  }

  @Test
  @Tag("front-doors")
  void theCallerHangsUpWhileWaiting() {
    try (Baresip phone = Baresip.start(PhoneSettings.caller("+79990000001"))) {
      PhoneCall call = phone.dial(server.hotline());
      call.awaitTalking(SOON);
      String id = server.awaitCalls(1, SOON).getLast().path("id").asString("");
      server.awaitJournal(id, "queued", SOON);
      call.hangUp();
      call.awaitClosed(SOON);
      Calls.assertEnded(server, id, "abandoned");
    }
  }

  @Test
  @Tag("front-doors")
  void theCallerHangsUpWhileTheOperatorsTelephoneRings() {
    PhoneSettings settings =
        PhoneSettings.operator("1001", server.registrar(), server.password("1001"));
    try (Baresip operator = Baresip.start(settings);
        RawCaller caller = new RawCaller(server.sipPort())) {
      operator.awaitRegistered(SOON);
      caller.connect();
      PhoneCall offered = operator.awaitIncoming(SOON);
      server.awaitOperator("1001", "ringing", SOON);
      caller.hangUp();
      assertThat(offered.awaitClosed(SOON).reason()).isEqualTo("Connection reset by peer");
      String id = Calls.of(server, caller);
      Calls.assertEnded(server, id, "abandoned");
      assertThat(reasons(id)).containsExactly("withdrawn");
      server.awaitOperator("1001", "ready", SOON); // nothing was missed: no cool-down either
    }
  }

  /** RFC 3261 section 15: a 200 that crosses our CANCEL still wants its ACK, and then a BYE. */
  @Test
  void theCallersByeCrossesTheOperatorsAnswer() {
    Random random = new Random(1);
    try (RawOperator operator = RawOperator.ready(server, "1001")) {
      for (int i = 0; i < REPETITIONS; i++) {
        try (RawCaller caller = new RawCaller(server.sipPort())) {
          caller.connect();
          SipMessage invite = operator.awaitInvite(SOON);
          operator.ring(invite);
          inAnyOrder(random, () -> operator.answer(invite), caller::sayBye);
          assertThat(caller.awaitByeAnswer().status()).isEqualTo(200);
          operator.awaitAck(invite);
          operator.awaitBye(invite);
          String id = Calls.of(server, caller);
          server.awaitJournal(id, "call-ended", SOON);
          server.awaitOperator("1001", "ready", SOON);
          assertThat(server.journal(id, "call-ended")).hasSize(1);
          assertThat(server.journal(id, "offer-ended")).hasSize(1);
          assertThat(server.ticket(Calls.ticket(invite)).path("ending").isNull()).isFalse();
          assertThat(server.operator("1001").path("call").isNull()).isTrue();
        }
        operator.registerAgain();
      }
    }
  }

  @Test
  void bothHangUpAtOnce() {
    Random random = new Random(2);
    try (RawOperator operator = RawOperator.ready(server, "1002")) {
      for (int i = 0; i < REPETITIONS / 2; i++) {
        try (RawCaller caller = new RawCaller(server.sipPort())) {
          caller.connect();
          SipMessage invite = operator.awaitInvite(SOON);
          operator.answer(invite);
          operator.awaitAck(invite);
          String id = Calls.of(server, caller);
          server.awaitJournal(id, "bridged", SOON);
          inAnyOrder(random, () -> operator.sayBye(invite), caller::sayBye);
          // Whoever comes second may be told that there is no such dialog any more.
          assertThat(caller.awaitByeAnswer().status()).isIn(200, 481);
          assertThat(operator.awaitByeAnswer(invite).status()).isIn(200, 481);
          Calls.assertEnded(server, id, "completed");
          server.awaitOperator("1002", "ready", SOON);
          assertThat(server.journal(id, "operator-left")).hasSize(1);
        }
        operator.registerAgain();
      }
    }
  }

  /** Not a wait for something to happen: the distance between two messages is what is tried. */
  private static void inAnyOrder(Random random, Runnable one, Runnable other) {
    boolean first = random.nextBoolean();
    (first ? one : other).run();
    LockSupport.parkNanos(random.nextInt(CROSSING_MICROS) * 1_000L);
    (first ? other : one).run();
  }

  private static List<String> reasons(String call) {
    return server.journal(call, "offer-ended").stream()
        .map((JsonNode entry) -> entry.path("reason").asString(""))
        .toList();
  }
}
