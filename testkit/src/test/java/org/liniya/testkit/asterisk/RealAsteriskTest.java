package org.liniya.testkit.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.audio.hearing.Sound;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.FreePorts;
import org.liniya.testkit.phone.PhoneSettings;
import org.liniya.testkit.phone.RtpEnd;
import org.liniya.testkit.phone.Sipp;
import org.liniya.testkit.phone.SippScenario;

/** A real Asterisk with the shipped files, without Liniya. */
@Tag("telephones")
@Tag("asterisk")
@Timeout(90)
class RealAsteriskTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  /** The clear branch: ours says what is the matter, the tone follows, and the call ends. */
  @Test
  void aCallerHearsThatTheLineIsDownWhenNobodyListensForAgi() {
    try (RealAsterisk asterisk = RealAsterisk.start(AsteriskSettings.of(FreePorts.one()));
        RtpEnd ear = RtpEnd.open()) {
      String call = SippScenario.begin().invite().answered().awaitBye(Duration.ofSeconds(30)).xml();

      Sipp.of(call)
          .to(asterisk.sipAddress())
          .service("88001234567")
          .soundTo(ear.port())
          .run()
          .mustHaveSucceeded(1);

      Sound heard = ear.heard();
      assertThat(heard.length()).isGreaterThan(Duration.ofSeconds(9));
    }
  }

  /** Asterisk keeps registrations in a file, which it writes about once a second. */
  @Test
  void anOperatorsTelephoneRegistersAndIsStillKnownAfterAKill() {
    try (RealAsterisk asterisk = RealAsterisk.start(AsteriskSettings.of(FreePorts.one()));
        Baresip phone =
            Baresip.start(PhoneSettings.operator("1001", asterisk.sipAddress(), "secret-1001"))) {
      phone.awaitRegistered(SOON);
      assertThat(asterisk.cli("pjsip", "show", "contacts")).contains("1001/sip:1001-");
      await().atMost(SOON).until(() -> kept(asterisk).contains("registrar/contact/1001"));

      asterisk.kill();
      assertThat(asterisk.isAlive()).isFalse();
      asterisk.startAgain();

      asterisk.awaitCli("1001/sip:1001-", SOON, "pjsip", "show", "contacts");
    }
  }

  private static String kept(RealAsterisk asterisk) throws IOException {
    return Files.readString(
        asterisk.etc().resolveSibling("lib/astdb.sqlite3"), StandardCharsets.ISO_8859_1);
  }

  @Test
  void aWrongPasswordIsRefused() {
    try (RealAsterisk asterisk =
            RealAsterisk.start(AsteriskSettings.of(FreePorts.one()).withOperator("1003", "right"));
        Baresip _ = Baresip.start(PhoneSettings.operator("1003", asterisk.sipAddress(), "wrong"))) {
      await().atMost(SOON).until(() -> asterisk.log().contains("Failed to authenticate"));
      assertThat(asterisk.cli("pjsip", "show", "contacts")).doesNotContain("1003/sip:");
    }
  }

  @Test
  void twoAtOnceKeepApart() {
    try (RealAsterisk one = RealAsterisk.start(AsteriskSettings.of(FreePorts.one()));
        RealAsterisk other = RealAsterisk.start(AsteriskSettings.of(FreePorts.one()))) {
      assertThat(one.ports()).isNotEqualTo(other.ports());
      one.kill();
      assertThat(other.cli("core", "show", "uptime")).contains("System uptime");
    }
  }
}
