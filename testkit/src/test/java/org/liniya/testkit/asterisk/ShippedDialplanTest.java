package org.liniya.testkit.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.testkit.phone.PhoneSettings;
import org.liniya.testkit.phone.Sipp;
import org.liniya.testkit.phone.SippScenario;

/** What the shipped dialplan asks of Liniya, and what it does without. */
@Tag("telephones")
@Tag("asterisk")
@Timeout(90)
class ShippedDialplanTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String CARED_FOR = "SET VARIABLE LINIYA_LEG leg-1";
  private static final String UNTIL_BYE =
      SippScenario.begin().invite().answered().awaitBye(Duration.ofSeconds(40)).xml();

  /** Liniya cares for a caller, is asked again, and then is gone: the caller hears so. */
  @Test
  void aCallerIsAskedForAgainUntilNobodyListens() throws Exception {
    AgiEar liniya =
        AgiEar.open(
            Map.of("caller", List.of(CARED_FOR, "ANSWER"), "again", List.of("EXEC Wait 1")));
    try (RealAsterisk asterisk = RealAsterisk.start(AsteriskSettings.of(liniya.port()));
        Sipp sipp = call(asterisk, "88001234567")) {
      AgiEar.Request caller = liniya.next();
      assertThat(caller.get("network_script")).isEqualTo("caller");
      assertThat(caller.get("extension")).isEqualTo("88001234567");
      assertThat(caller.get("callerid")).isEqualTo("caller");
      assertThat(caller.get("channel")).startsWith("PJSIP/trunk-");
      assertThat(liniya.next().get("network_script")).isEqualTo("again");
      assertThat(liniya.next().get("channel")).isEqualTo(caller.get("channel"));

      liniya.close();

      asterisk.awaitCli("Playback", SOON, "core", "show", "channels", "concise");
      sipp.await().mustHaveSucceeded(1);
    } finally {
      liniya.close();
    }
  }

  /** Somebody accepts and does not care (no LINIYA_LEG): asked once, not for ever. */
  @Test
  void aCallerWhomNobodyCaresForIsToldSo() throws Exception {
    try (AgiEar stranger = AgiEar.open(Map.of());
        RealAsterisk asterisk = RealAsterisk.start(AsteriskSettings.of(stranger.port()));
        Sipp sipp = call(asterisk, "7")) {
      assertThat(stranger.next().get("extension")).isEqualTo("7");
      asterisk.awaitCli("Playback", SOON, "core", "show", "channels", "concise");
      sipp.await().mustHaveSucceeded(1);
    }
  }

  /** The name comes from the digest that the telephone proved. */
  @Test
  void anOperatorsStarCodeComesWithTheNameOfTheEndpoint() throws Exception {
    try (AgiEar liniya =
            AgiEar.open(Map.of("desk", List.of(CARED_FOR, "ANSWER"), "again", List.of("HANGUP")));
        RealAsterisk asterisk = RealAsterisk.start(AsteriskSettings.of(liniya.port()));
        Baresip phone = operator(asterisk, "1001")) {
      phone.awaitRegistered(SOON);

      phone.dial("sip:*55101@" + asterisk.sipAddress());

      AgiEar.Request desk = liniya.next();
      assertThat(desk.get("network_script")).isEqualTo("desk");
      assertThat(desk.get("extension")).isEqualTo("*55101");
      assertThat(desk.get("arg_1")).isEqualTo("1001");
    }
  }

  @Test
  void whoOnlyCallsHimselfAnOperatorIsAskedForThePassword() throws Exception {
    try (AgiEar liniya = AgiEar.open(Map.of());
        RealAsterisk asterisk = RealAsterisk.start(AsteriskSettings.of(liniya.port()))) {
      String forged =
          SippScenario.begin()
              .invite()
              .receives(401)
              .ackOfFailure()
              .xml()
              .replace("sip:caller@", "sip:1001@");
      Sipp.of(forged).to(asterisk.sipAddress()).service("*55101").run().mustHaveSucceeded(1);
    }
  }

  /** The one who was talked to lands in liniya-transfer, with the number that was dialled. */
  @Test
  void aBlindTransferComesToLiniya() throws Exception {
    try (AgiEar liniya =
            AgiEar.open(
                Map.of(
                    "caller", List.of(CARED_FOR, "EXEC Dial PJSIP/1001"),
                    "transfer", List.of("EXEC Wait 1", "HANGUP")));
        RealAsterisk asterisk = RealAsterisk.start(AsteriskSettings.of(liniya.port()));
        Baresip phone = operator(asterisk, "1001")) {
      phone.awaitRegistered(SOON);
      try (Sipp sipp = call(asterisk, "88001234567")) {
        AgiEar.Request caller = liniya.next();
        PhoneCall talk = phone.awaitIncoming(SOON);
        talk.awaitTalking(SOON);
        asterisk.awaitCli("2 ", SOON, "bridge", "show", "all");

        talk.transfer("sip:1002@" + asterisk.sipAddress());

        AgiEar.Request transfer = liniya.next();
        assertThat(transfer.get("network_script")).isEqualTo("transfer");
        assertThat(transfer.get("extension")).isEqualTo("1002");
        assertThat(transfer.get("channel")).isEqualTo(caller.get("channel"));
        sipp.await().mustHaveSucceeded(1);
      }
    }
  }

  @Test
  void aTelephoneInATalkIsBusy() throws IOException, InterruptedException {
    try (AgiEar liniya = AgiEar.open(Map.of("desk", List.of(CARED_FOR, "ANSWER", "EXEC Wait 20")));
        RealAsterisk asterisk = RealAsterisk.start(AsteriskSettings.of(liniya.port()));
        Baresip phone = operator(asterisk, "1002")) {
      phone.awaitRegistered(SOON);
      await().atMost(SOON).until(() -> state(asterisk).contains("Not in use"));

      phone.dial("sip:*1@" + asterisk.sipAddress());

      liniya.next();
      await().atMost(SOON).until(() -> state(asterisk).contains("Busy"));
    }
  }

  private static String state(RealAsterisk asterisk) {
    return asterisk.cli("pjsip", "show", "endpoint", "1002");
  }

  private static Sipp call(RealAsterisk asterisk, String number) {
    return Sipp.of(UNTIL_BYE)
        .to(asterisk.sipAddress())
        .service(number)
        .within(Duration.ofSeconds(45))
        .start();
  }

  private static Baresip operator(RealAsterisk asterisk, String name) {
    return Baresip.start(
        PhoneSettings.operator(name, asterisk.sipAddress(), "secret-" + name)
            .withAnswer(PhoneSettings.Answer.AUTO));
  }
}
