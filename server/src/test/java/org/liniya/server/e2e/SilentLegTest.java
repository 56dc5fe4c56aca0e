package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.testkit.phone.PhoneSettings;
import org.liniya.testkit.phone.PhoneSettings.Answer;
import org.liniya.testkit.phone.SipMessage;

/**
 * A leg that sent sound and sends none for 30 s is asked by OPTIONS; one that does not answer is
 * over, one that does stays. Three talks at once, since the half minute is real.
 */
@Tag("telephones")
@Timeout(180)
@ExtendWith(LogOnFailure.class)
class SilentLegTest {
  private static final Duration SOON = RawCaller.SOON;

  /** 30 s of silence, 8 s for an answer to OPTIONS, and a busy machine. */
  private static final Duration FOUND_OUT = Duration.ofSeconds(55);

  private static final Duration NOT_SOONER = Duration.ofSeconds(28);
  private static final int HERTZ = 500;
  private static final int SPOKE_PACKETS = 20;

  @TempDir private Path folder = Path.of("");

  @Test
  void killedTelephonesAreFoundOutAndSilentOnesStay() {
    try (RunningServer server = RunningServer.start(ShortFlow.in(folder));
        RawOperator silent = RawOperator.ready(server, "1001");
        RawCaller calm = new RawCaller(server.sipPort())) {
      SipMessage invite = silentTalk(silent, calm);
      long quiet = System.nanoTime();
      try (Baresip killedOperator = operator(server, "1002");
          Baresip left = Baresip.start(PhoneSettings.caller("+79991110001"))) {
        PhoneCall leftAlone = talk(server, left, "1002");
        try (Baresip abandoned = operator(server, "1003");
            Baresip killedCaller = Baresip.start(PhoneSettings.caller("+79991110002"))) {
          talk(server, killedCaller, "1003");
          killedOperator.kill9();
          killedCaller.kill9();
          silent.line().nextRequest("OPTIONS", FOUND_OUT);
          assertThat(Duration.ofNanos(System.nanoTime() - quiet)).isGreaterThan(NOT_SOONER);
          SipMessage asked =
              silent.line().sip().received().stream()
                  .filter(message -> message.isRequest("OPTIONS"))
                  .findFirst()
                  .orElseThrow();
          silent.line().sip().respond(asked, 200, "unused");

          leftAlone.awaitClosed(FOUND_OUT);
          abandoned.calls().getFirst().awaitClosed(FOUND_OUT);
          String lostOperators = callOf(server, "01");
          String lostCallers = callOf(server, "02");
          server.awaitJournal(lostOperators, "call-ended", FOUND_OUT);
          server.awaitJournal(lostCallers, "call-ended", FOUND_OUT);
          Calls.assertEnded(server, lostOperators, "completed");
          assertThat(server.journal(lostOperators, "operator-left"))
              .anySatisfy(e -> assertThat(e.path("reason").asString("")).contains("lost"));
          server.awaitOperator("1003", "ready", SOON);
        }
      }
      staysUp(server, silent, invite, calm);
    }
  }

  private static Baresip operator(RunningServer server, String id) {
    Baresip telephone =
        Baresip.start(
            PhoneSettings.operator(id, server.registrar(), server.password(id))
                .withAnswer(Answer.AUTO));
    telephone.awaitRegistered(SOON);
    server.awaitOperator(id, "ready", SOON);
    return telephone;
  }

  private static PhoneCall talk(RunningServer server, Baresip caller, String operator) {
    PhoneCall call = caller.dial(server.hotline());
    call.awaitTalking(SOON);
    server.awaitOperator(operator, "talking", SOON);
    String id = server.operator(operator).path("call").asString("");
    server.awaitJournal(id, "bridged", SOON);
    return call;
  }

  /** Operator and caller have spoken, and now do not; the caller goes on. */
  private static SipMessage silentTalk(RawOperator operator, RawCaller caller) {
    caller.connect();
    SipMessage invite = operator.awaitInvite(SOON);
    operator.answer(invite);
    operator.awaitAck(invite);
    operator.sound().sendTone(HERTZ, invite.audioPort());
    caller.sound().sendTone(HERTZ, caller.serverSound());
    caller.sound().awaitPackets(SPOKE_PACKETS, SOON);
    operator.sound().awaitPackets(SPOKE_PACKETS, SOON);
    operator.sound().stopSending();
    return invite;
  }

  /** The talk whose silent telephone answered OPTIONS is there yet and ends as talks do. */
  private static void staysUp(
      RunningServer server, RawOperator operator, SipMessage invite, RawCaller caller) {
    String call = Calls.of(server, caller);
    assertThat(server.journal(call, "operator-left")).isEmpty();
    assertThat(server.operator("1001").path("state").asString("")).isEqualTo("talking");
    operator.sayBye(invite);
    assertThat(operator.awaitByeAnswer(invite).status()).isEqualTo(200);
    caller.awaitBye(SOON);
    Calls.assertEnded(server, call, "completed");
  }

  private static String callOf(RunningServer server, String lastDigits) {
    return server.calls().stream()
        .filter(call -> call.path("from").asString("").endsWith(lastDigits))
        .findFirst()
        .orElseThrow()
        .path("id")
        .asString("");
  }
}
