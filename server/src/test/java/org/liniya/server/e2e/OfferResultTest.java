package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneSettings;
import org.liniya.testkit.phone.SipMessage;
import tools.jackson.databind.JsonNode;

/** What becomes of an offer that an operator refuses or does not answer. */
@Tag("telephones")
@Timeout(120)
@ExtendWith(LogOnFailure.class)
class OfferResultTest {
  private static final Duration SOON = RawCaller.SOON;
  private static final Duration RING_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration COOL_DOWN = Duration.ofSeconds(10);

  @TempDir private static Path folder = Path.of("");
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            ShortFlow.copy(folder, "0s")
                .replace("skill-groups.yaml", "ring-timeout: 15s", "ring-timeout: 3s")
                .folder());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void busyAndTheNextOperatorIsRung() {
    PhoneSettings settings =
        PhoneSettings.operator("1001", server.registrar(), server.password("1001"));
    try (Baresip busy = Baresip.start(settings)) {
      busy.awaitRegistered(SOON);
      server.awaitOperator("1001", "ready", SOON);
      try (RawOperator next = RawOperator.ready(server, "1002");
          RawCaller caller = new RawCaller(server.sipPort())) {
        caller.connect();
        busy.awaitIncoming(SOON).reject(); // 486
        assertServedBy(next, caller, "busy");
      }
    }
  }

  @Test
  void declinedAndTheNextOperatorIsRung() {
    try (RawOperator declines = RawOperator.ready(server, "1001");
        RawOperator next = RawOperator.ready(server, "1002");
        RawCaller caller = new RawCaller(server.sipPort())) {
      caller.connect();
      declines.refuse(declines.awaitInvite(SOON), 603);
      assertServedBy(next, caller, "declined");
    }
  }

  @Test
  void neverAnsweredAndTheNextOperatorIsRung() {
    try (RawOperator away = RawOperator.ready(server, "1001");
        RawOperator next = RawOperator.ready(server, "1002");
        RawCaller caller = new RawCaller(server.sipPort())) {
      caller.connect();
      SipMessage invite = away.awaitInvite(SOON);
      away.ring(invite);
      away.awaitCancel(invite);
      assertServedBy(next, caller, "no-answer");
    }
  }

  @Test
  void aTelephoneThatSaysNothingAtAllIsUnreachable() {
    try (RawOperator dead = RawOperator.ready(server, "1001");
        RawOperator next = RawOperator.ready(server, "1002");
        RawCaller caller = new RawCaller(server.sipPort())) {
      caller.connect();
      dead.awaitInvite(SOON);
      assertServedBy(next, caller, "unreachable");
    }
  }

  /** One operator only: left alone for ten seconds after a miss, paused after the second. */
  @Test
  void coolDownAndPauseAfterTwoMisses() {
    try (RawOperator operator = RawOperator.ready(server, "1003");
        RawCaller caller = new RawCaller(server.sipPort())) {
      caller.connect();
      SipMessage first = operator.awaitInvite(SOON);
      operator.ring(first);
      operator.awaitCancel(first);
      SipMessage second = operator.awaitInvite(COOL_DOWN.plus(SOON));
      operator.ring(second);
      operator.awaitCancel(second);
      JsonNode paused = server.awaitOperator("1003", "paused", SOON);
      assertThat(paused.path("reason").asString("")).isEqualTo("missed calls");

      String call = Calls.of(server, caller);
      assertThat(reasons(call)).containsExactly("no-answer", "no-answer");
      List<Instant> offered = times(call, "offered");
      List<Instant> ended = times(call, "offer-ended");
      assertThat(Duration.between(offered.getFirst(), ended.getFirst()))
          .isGreaterThanOrEqualTo(RING_TIMEOUT);
      assertThat(Duration.between(ended.getFirst(), offered.getLast()))
          .isGreaterThanOrEqualTo(COOL_DOWN);

      operator.registerAgain(); // registering again ends an automatic pause: the caller still waits
      SipMessage third = operator.awaitInvite(SOON);
      talk(operator, third, caller);
    }
  }

  private static void assertServedBy(RawOperator next, RawCaller caller, String firstEndedAs) {
    talk(next, next.awaitInvite(SOON), caller);
    String call = Calls.of(server, caller);
    assertThat(reasons(call)).containsExactly(firstEndedAs, "answered");
    assertThat(server.journal(call, "offered"))
        .extracting(offer -> offer.path("operator").asString(""))
        .containsExactly("1001", "1002");
  }

  private static void talk(RawOperator operator, SipMessage invite, RawCaller caller) {
    operator.answer(invite);
    operator.awaitAck(invite);
    String call = Calls.of(server, caller);
    server.awaitJournal(call, "bridged", SOON);
    operator.sayBye(invite);
    assertThat(operator.awaitByeAnswer(invite).status()).isEqualTo(200);
    caller.awaitBye(SOON); // the short flow has nothing more to say
    Calls.assertEnded(server, call, "completed");
    Calls.assertNobodyWaits(server);
  }

  private static List<String> reasons(String call) {
    return server.journal(call, "offer-ended").stream()
        .map(entry -> entry.path("reason").asString(""))
        .toList();
  }

  private static List<Instant> times(String call, String kind) {
    return server.journal(call, kind).stream()
        .map(entry -> Instant.parse(entry.path("at").asString("")))
        .toList();
  }
}
