package org.liniya.testkit.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.audio.hearing.Tones;

/** SIPp against SIPp and against baresip, through our runner. */
@Tag("telephones")
@Timeout(90)
class SippTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void callsAreCounted() {
    SippScenario called =
        SippScenario.begin()
            .awaitInvite()
            .respond(180)
            .accept()
            .step("<recv request=\"BYE\"/>")
            .respond(200);
    SippScenario caller =
        SippScenario.begin().invite().ringing().answered().pause(Duration.ofMillis(50)).bye();
    try (Sipp server = Sipp.of(called.xml()).calls(20).start()) {
      Sipp.Result result =
          Sipp.of(caller.xml())
              .to("127.0.0.1:" + server.port())
              .calls(20)
              .rate(20)
              .atOnce(10)
              .run();
      result.mustHaveSucceeded(20);
      assertThat(server.await().mustHaveSucceeded(20).exit()).isZero();
    }
  }

  @Test
  void aFailedCallSaysWhy() {
    SippScenario called = SippScenario.begin().awaitInvite().respond(486).awaitAck();
    SippScenario caller = SippScenario.begin().invite().answered().bye();
    try (Sipp server = Sipp.of(called.xml()).start()) {
      Sipp.Result result = Sipp.of(caller.xml()).to("127.0.0.1:" + server.port()).run();
      assertThat(result.exit()).isEqualTo(1);
      assertThat(result.failed()).isEqualTo(1);
      assertThatThrownBy(() -> result.mustHaveSucceeded(1))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("486");
      server.await().mustHaveSucceeded(1);
    }
  }

  @Test
  void baresipUnderstandsOurScenarios() {
    try (Baresip phone =
            Baresip.start(PhoneSettings.caller("boris").withAnswer(PhoneSettings.Answer.AUTO));
        RtpEnd rtp = RtpEnd.open()) {
      String phoneAddress = "127.0.0.1:" + phone.sipPort();
      SippScenario talk =
          SippScenario.begin().invite().answered().pause(Duration.ofSeconds(1)).bye();
      Sipp.of(talk.xml())
          .to(phoneAddress)
          .service("boris")
          .soundTo(rtp.port())
          .run()
          .mustHaveSucceeded(1);
      assertThat(rtp.packets()).hasSizeGreaterThan(20);
      assertThat(Tones.share(rtp.heard(), 440)).isGreaterThan(0.9);

      SippScenario late = SippScenario.begin().invite("", "").receives(200).ackWithAnswer().bye();
      Sipp.of(late.xml()).to(phoneAddress).service("boris").run().mustHaveSucceeded(1);
      SippScenario noCodec =
          SippScenario.begin()
              .invite(SippScenario.OFFER_NO_COMMON_CODEC, "")
              .receives(488)
              .ackOfFailure();
      Sipp.of(noCodec.xml()).to(phoneAddress).service("boris").run().mustHaveSucceeded(1);
      SippScenario info = SippScenario.begin().invite().answered().info('5').bye();
      Sipp.of(info.xml()).to(phoneAddress).service("boris").run().mustHaveSucceeded(1);
      assertThat(phone.calls())
          .hasSize(3)
          .last()
          .satisfies(call -> assertThat(call.keysHeard()).isEqualTo("5"));
    }
  }

  @Test
  void cancelWhileItRings() {
    try (Baresip phone = Baresip.start(PhoneSettings.caller("boris"))) {
      SippScenario cancelled = SippScenario.begin().invite().ringing().cancel();
      Sipp.of(cancelled.xml())
          .to("127.0.0.1:" + phone.sipPort())
          .service("boris")
          .run()
          .mustHaveSucceeded(1);
      phone.awaitIncoming(SOON).awaitClosed(SOON);
    }
  }

  @Test
  void keysByRfc4733() {
    try (Baresip phone =
        Baresip.start(PhoneSettings.caller("boris").withAnswer(PhoneSettings.Answer.AUTO))) {
      SippScenario keys =
          SippScenario.begin()
              .invite()
              .answered()
              .pause(Duration.ofMillis(500))
              .keys("73#")
              .pause(Duration.ofSeconds(2))
              .bye();
      Sipp.of(keys.xml())
          .to("127.0.0.1:" + phone.sipPort())
          .service("boris")
          .run()
          .mustHaveSucceeded(1);
      assertThat(phone.awaitIncoming(SOON).keysHeard()).isEqualTo("73#");
    }
  }
}
