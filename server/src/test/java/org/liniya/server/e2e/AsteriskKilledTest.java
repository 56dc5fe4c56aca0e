package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liniya.audio.hearing.Sound;
import org.liniya.audio.hearing.Tones;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} in a talk: of the Asterisk that the server is behind, and of the server. */
@Tag("telephones")
@Tag("asterisk")
@ExtendWith(LogOnFailure.class)
@Timeout(240)
class AsteriskKilledTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration TALK = Duration.ofSeconds(3);
  private static final int CALLER_HERTZ = 1450;
  private static final int OPERATOR_HERTZ = 1850;

  @Test
  void whenAsteriskIsKilledTheCallIsInTheBooksAndTheNextIsServed() {
    FrontDoor.BehindAsterisk door = FrontDoor.BehindAsterisk.start();
    try (RunningServer server = RunningServer.start(door, RunningServer.plainConfig());
        Baresip telephone =
            Operators.ready(server, Operators.settings(server, "1002").withTone(OPERATOR_HERTZ))) {
      try (Caller caller = Caller.dial(server, "+79161234541", CALLER_HERTZ)) {
        PhoneCall operator = talking(caller, telephone);

        door.asterisk().kill();
        door.asterisk().startAgain();

        isInTheBooks(server, caller.id());
        operator.hangUp(); // nobody tells the telephones
        caller.call().hangUp();
      }
      theNextIsServed(server, telephone);
    }
  }

  /** The two talk on, until a new server finds that it knows nothing of their talk. */
  @Test
  void whenTheServerIsKilledTheTalkGoesOnUntilItIsBack() {
    FrontDoor.BehindAsterisk door = FrontDoor.BehindAsterisk.start();
    try (RunningServer server = RunningServer.start(door, RunningServer.plainConfig());
        Baresip telephone =
            Operators.ready(server, Operators.settings(server, "1002").withTone(OPERATOR_HERTZ))) {
      try (Caller caller = Caller.dial(server, "+79161234543", CALLER_HERTZ)) {
        PhoneCall operator = talking(caller, telephone);

        server.kill9();
        Duration before = Tones.total(caller.call().heard(), OPERATOR_HERTZ);
        Caller.awaitTone(caller.call(), OPERATOR_HERTZ, before.plus(TALK));
        server.restart();

        operator.awaitClosed(SOON);
        caller.call().awaitClosed(SOON);
        isInTheBooks(server, caller.id());
        assertThat(server.api("calls/" + caller.id()).path("ending").asString(""))
            .isEqualTo("cut-off");
        assertThat(server.journal(caller.id(), "callback-owed")).hasSize(1);
      }
      theNextIsServed(server, telephone);
      door.asterisk().awaitCli("0 active channels", SOON, "core", "show", "channels");
    }
  }

  private static PhoneCall talking(Caller caller, Baresip telephone) {
    caller.asksForAPerson();
    PhoneCall operator = telephone.awaitIncoming(SOON);
    operator.accept();
    Caller.awaitTone(operator, CALLER_HERTZ, TALK);
    Caller.awaitTone(caller.call(), OPERATOR_HERTZ, TALK);
    return operator;
  }

  private static void theNextIsServed(RunningServer server, Baresip telephone) {
    server.awaitOperator("1002", "ready", SOON);
    try (Caller next = Caller.dial(server, "+79161234542", CALLER_HERTZ)) {
      PhoneCall operator = talking(next, telephone);
      operator.hangUp();
      next.hearsOut("rate", 1).presses("5");
      assertThat(next.awaitEnd().path("ending").asString("")).isEqualTo("completed");
    }
  }

  private static void isInTheBooks(RunningServer server, String call) {
    JsonNode row = server.awaitEnded(call, SOON);
    assertThat(row.path("ticket").isNull()).as(row.toString()).isFalse();
    JsonNode ticket = server.ticket(row.path("ticket").asString(""));
    assertThat(ticket.path("operator").asString("")).isEqualTo("1002");
    server.awaitJournal(call, "recording-closed", SOON);
    Path file = server.recording(call);
    assertThat(Tones.total(Sound.read(file, 0), CALLER_HERTZ)).isPositive();
    assertThat(Tones.total(Sound.read(file, 1), OPERATOR_HERTZ)).isPositive();
  }
}
