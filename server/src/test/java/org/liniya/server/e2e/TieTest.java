package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.hearing.Tones;
import org.liniya.testkit.asterisk.AsteriskSettings;
import org.liniya.testkit.asterisk.RealAsterisk;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.FreePorts;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.testkit.phone.PhoneSettings;

/**
 * Callers of one front end with operators of the other, joined by the tie between our own SIP and a
 * real Asterisk: 1001 has a telephone of ours, 1002 one of Asterisk.
 */
@Tag("telephones")
@Tag("asterisk")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class TieTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration TALK = Duration.ofSeconds(1);
  private static final int CALLER_HERTZ = 440;
  private static final int OPERATOR_HERTZ = 1850;

  @TempDir private static Path folder = Path.of("");
  private static RealAsterisk asterisk;
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    int agi = FreePorts.one();
    int sip = FreePorts.one();
    asterisk = RealAsterisk.start(AsteriskSettings.of(agi).withLiniyaSip(sip));
    ConfigCopy copy =
        ShortFlow.copy(folder, "0s")
            .replace(
                "operators.yaml",
                "(?m)^  name: (.*) 1002$",
                "  name: $1 1002\n  asterisk-endpoint: PJSIP/1002")
            .replace(
                "trunks.yaml",
                "(?m)^trunks:$",
                "trunks:\n  pbx: { out: { to: 'sip:%s', options: 5s } }"
                    .formatted(asterisk.sipAddress()));
    TieSection.addTo(folder, asterisk, agi);
    server = RunningServer.start(new FrontDoor.Own(sip), copy.folder());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (asterisk != null) {
      asterisk.close();
    }
  }

  /** A way through: which caller, and which operator. */
  private static Caller ofOurs(String number) {
    return Caller.dial(server, number, CALLER_HERTZ);
  }

  private static Caller ofAsterisk(String number) {
    return Caller.dial(
        server,
        Baresip.start(PhoneSettings.caller(number).withTone(CALLER_HERTZ)),
        "sip:hotline@" + asterisk.sipAddress());
  }

  private static Baresip oursReady() {
    return Operators.ready(server, Operators.settings(server, "1001").withTone(OPERATOR_HERTZ));
  }

  private static Baresip theirsReady() {
    return Operators.ready(
        server,
        PhoneSettings.operator("1002", asterisk.sipAddress(), "secret-1002")
            .withTone(OPERATOR_HERTZ));
  }

  private static PhoneCall talking(Caller caller, Baresip operator) {
    PhoneCall rung = operator.awaitIncoming(SOON);
    rung.accept();
    Caller.awaitTone(caller.call(), OPERATOR_HERTZ, TALK);
    Caller.awaitTone(rung, CALLER_HERTZ, TALK);
    return rung;
  }

  @Test
  void aCallerOfOursIsServedByAnOperatorOfAsterisk() {
    try (Baresip operator = theirsReady();
        Caller caller = ofOurs("+79161234531")) {
      PhoneCall rung = talking(caller, operator);
      rung.hangUp();
      assertThat(caller.awaitEnd().path("ending").asString("")).isEqualTo("completed");
    }
  }

  @Test
  void aCallerOfAsteriskIsServedByAnOperatorOfOurs() {
    try (Baresip operator = oursReady();
        Caller caller = ofAsterisk("+79161234532")) {
      PhoneCall rung = talking(caller, operator);
      rung.hangUp();
      assertThat(caller.awaitEnd().path("ending").asString("")).isEqualTo("completed");
    }
  }

  @Test
  void aCallerOfOursHangsUp() {
    try (Baresip operator = theirsReady();
        Caller caller = ofOurs("+79161234533")) {
      PhoneCall rung = talking(caller, operator);
      caller.call().hangUp();
      rung.awaitClosed(SOON);
      caller.awaitEnd();
      asterisk.awaitCli("0 active channels", SOON, "core", "show", "channels");
    }
  }

  @Test
  void aCallerOfAsteriskHangsUp() {
    try (Baresip operator = oursReady();
        Caller caller = ofAsterisk("+79161234534")) {
      PhoneCall rung = talking(caller, operator);
      caller.call().hangUp();
      rung.awaitClosed(SOON);
      caller.awaitEnd();
      asterisk.awaitCli("0 active channels", SOON, "core", "show", "channels");
    }
  }

  /** Whoever rings next is the other one's affair. */
  private static void busy(Caller caller, Baresip operator) {
    operator.awaitIncoming(SOON).reject(); // 486
    assertThat(caller.awaits("offer-ended").path("reason").asString("")).isEqualTo("busy");
    caller.call().hangUp();
    caller.awaitEnd();
  }

  @Test
  void anOperatorOfAsteriskRefuses() {
    try (Baresip operator = theirsReady();
        Caller caller = ofOurs("+79161234535")) {
      busy(caller, operator);
    }
  }

  @Test
  void anOperatorOfOursRefuses() {
    try (Baresip operator = oursReady();
        Caller caller = ofAsterisk("+79161234536")) {
      busy(caller, operator);
    }
  }

  @Test
  void aCallerWhoGivesUpIsNotRungForAnyMore() {
    try (Baresip operator = theirsReady();
        Caller caller = ofOurs("+79161234537")) {
      PhoneCall rung = operator.awaitIncoming(SOON);
      caller.call().hangUp();
      rung.awaitClosed(SOON);
      caller.awaitEnd();
    }
  }

  /** On hold and back: the call knows, and they hear each other again. */
  private static void held(Caller caller, Baresip operator) {
    PhoneCall rung = talking(caller, operator);
    rung.hold();
    caller.awaits("hold-changed");
    rung.resume();
    caller.awaits("hold-changed", 2);
    Duration before = heard(caller.call());
    Caller.awaitTone(caller.call(), OPERATOR_HERTZ, before.plus(TALK));
    rung.hangUp();
    caller.awaitEnd();
  }

  private static Duration heard(PhoneCall listener) {
    return Tones.total(listener.heard(), OPERATOR_HERTZ);
  }

  @Test
  void anOperatorOfAsteriskHolds() {
    try (Baresip operator = theirsReady();
        Caller caller = ofOurs("+79161234538")) {
      held(caller, operator);
    }
  }

  @Test
  void anOperatorOfOursHolds() {
    try (Baresip operator = oursReady();
        Caller caller = ofAsterisk("+79161234539")) {
      held(caller, operator);
    }
  }

  /** The first has the caller over the tie, the second is at the caller's own front end. */
  private static void passedOn(PhoneCall withFirst, Caller caller, Baresip second, String target) {
    withFirst.transfer(target);
    PhoneCall withSecond = second.awaitIncoming(SOON);
    withSecond.accept();
    Caller.awaitTone(withSecond, CALLER_HERTZ, TALK);
    withFirst.awaitClosed(SOON);
    withSecond.hangUp();
    assertThat(caller.awaitEnd().path("ending").asString("")).isEqualTo("completed");
  }

  @Test
  void anOperatorOfAsteriskPassesACallerOfOursOn() {
    try (Baresip first = theirsReady();
        Caller caller = ofOurs("+79161234540")) {
      PhoneCall withFirst = talking(caller, first);
      try (Baresip second = oursReady()) {
        passedOn(withFirst, caller, second, "sip:1001@" + asterisk.sipAddress());
      }
    }
  }

  @Test
  void anOperatorOfOursPassesACallerOfAsteriskOn() {
    try (Baresip first = oursReady();
        Caller caller = ofAsterisk("+79161234541")) {
      PhoneCall withFirst = talking(caller, first);
      try (Baresip second = theirsReady()) {
        passedOn(withFirst, caller, second, "sip:1002@" + server.registrar());
      }
    }
  }
}
