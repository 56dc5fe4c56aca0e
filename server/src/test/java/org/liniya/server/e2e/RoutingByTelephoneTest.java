package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.hearing.Tones;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;
import tools.jackson.databind.JsonNode;

/** Which telephones ring, and who talks: by telephones that nobody here wrote. */
@Tag("telephones")
@Tag("front-doors")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class RoutingByTelephoneTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration TALK = Duration.ofSeconds(1);
  private static final int CALLER_HERTZ = 440;
  private static final int ONE_HERTZ = 1850;
  private static final int OTHER_HERTZ = 1000;

  /** Two telephones are answered in the same moment, again and again; not each time cross. */
  private static final int TRIES = 8;

  @Test
  void ofTwoTelephonesThatAreAnsweredTogetherOneTalksAndTheOtherHearsNothing(@TempDir Path folder) {
    Path config =
        ShortFlow.copy(folder, "0s").everyGroup("strategy: ring-all\n  whisper: no").folder();
    int crossed = 0;
    try (RunningServer server = RunningServer.start(config);
        Baresip one = ready(server, "1001", ONE_HERTZ);
        Baresip other = ready(server, "1002", OTHER_HERTZ)) {
      for (int i = 0; i < TRIES && crossed == 0; i++) {
        server.awaitOperator("1001", "ready", SOON);
        server.awaitOperator("1002", "ready", SOON);
        try (Caller caller = Caller.dial(server, "+7916123458" + i, CALLER_HERTZ)) {
          crossed += answeredTogether(caller, one, other);
        }
      }
    }
    assertThat(crossed).as("how often both had answered").isPositive();
  }

  private static int answeredTogether(Caller caller, Baresip firstPhone, Baresip secondPhone) {
    PhoneCall one = firstPhone.awaitIncoming(SOON);
    PhoneCall other = secondPhone.awaitIncoming(SOON);
    List<Thread> hands =
        List.of(Thread.startVirtualThread(one::accept), Thread.startVirtualThread(other::accept));
    hands.forEach(RoutingByTelephoneTest::join);
    String winner = caller.awaits("bridged").path("operator").asString("");
    PhoneCall talks = winner.equals("1001") ? one : other;
    PhoneCall loses = winner.equals("1001") ? other : one;
    loses.awaitClosed(SOON);
    boolean answeredToo = gotBye(winner.equals("1001") ? secondPhone : firstPhone, loses);
    Caller.awaitTone(talks, CALLER_HERTZ, TALK);
    Caller.awaitTone(caller.call(), winner.equals("1001") ? ONE_HERTZ : OTHER_HERTZ, TALK);
    talks.hangUp();
    caller.awaitEnd();
    if (answeredToo) {
      assertThat(Tones.total(loses.heard(), CALLER_HERTZ)).as("heard by the loser").isZero();
    }
    assertThat(Tones.total(caller.call().heard(), winner.equals("1001") ? OTHER_HERTZ : ONE_HERTZ))
        .as("the caller hears only one of them")
        .isZero();
    return answeredToo ? 1 : 0;
  }

  /** Who had not answered yet gets CANCEL instead. */
  private static boolean gotBye(Baresip phone, PhoneCall call) {
    return phone.sipMessages().stream()
        .filter(message -> message.startLine().startsWith("BYE "))
        .anyMatch(message -> message.header("Call-ID").orElse("").equals(call.callId()));
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Test
  void aCallAboutAnEarlierTicketGoesToWhoServedIt(@TempDir Path folder) {
    Path config =
        ConfigCopy.in(folder).everyGroup("wrap-up: 1s\n  wait-for-last-operator: 60s").folder();
    try (RunningServer server = RunningServer.start(config);
        Baresip one = ready(server, "1001", ONE_HERTZ);
        Baresip other = ready(server, "1004", OTHER_HERTZ);
        Caller first = Caller.dial(server, "+79161234591", CALLER_HERTZ)) {
      first.asksForAPerson();
      String operator = first.awaits("offered").path("operator").asString("");
      Baresip last = operator.equals("1001") ? one : other;
      String ticket = served(first, last);
      server.awaitOperator(operator, "ready", SOON);
      try (Caller again = Caller.dial(server, "+79161234592", CALLER_HERTZ)) {
        again
            .hearsOut("language", 1)
            .presses("1")
            .hearsOut("category", 1)
            .presses("2")
            .hearsOut("earlier", 1)
            .presses(ticket + "#");
        PhoneCall talk = last.awaitIncoming(SOON);
        talk.accept();
        Caller.awaitTone(talk, CALLER_HERTZ, TALK);
        talk.hangUp();
        assertThat(again.awaits("offered").path("reason").asString(""))
            .contains("served this ticket before");
        assertThat((last == one ? other : one).calls()).as("idle for longer").isEmpty();
      }
    }
  }

  private static String served(Caller caller, Baresip operator) {
    PhoneCall talk = operator.awaitIncoming(SOON);
    talk.accept();
    caller.awaits("bridged");
    String ticket = caller.ticket();
    talk.hangUp();
    caller.awaits("operator-left");
    caller.call().hangUp();
    caller.awaitEnd();
    return ticket;
  }

  @Test
  void whoHasWaitedLongEnoughIsServedByAnotherGroup(@TempDir Path folder) {
    Path config =
        ShortFlow.copy(folder, "0s")
            .replace("operators.yaml", "\\[payment, documents, other\\]", "[payment, documents]")
            .everyGroup("overflow: [{ after: 3s, to: [payment] }]")
            .folder();
    try (RunningServer server = RunningServer.start(config);
        Baresip payment = ready(server, "1002", OTHER_HERTZ);
        Caller caller = Caller.dial(server, "+79161234593", CALLER_HERTZ)) {
      PhoneCall talk = payment.awaitIncoming(SOON);
      talk.accept();
      Caller.awaitTone(talk, CALLER_HERTZ, TALK);
      JsonNode offered = caller.awaits("offered");
      assertThat(offered.path("reason").asString("")).startsWith("after 3s also payment: ");
      assertThat(caller.awaits("bridged").path("waitMs").asLong(0)).isGreaterThanOrEqualTo(3_000);
      talk.hangUp();
      assertThat(caller.awaitEnd().path("operator").asString("")).isEqualTo("1002");
    }
  }

  private static Baresip ready(RunningServer server, String operator, int hertz) {
    return Operators.ready(server, Operators.settings(server, operator).withTone(hertz));
  }
}
