package org.liniya.testkit.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.audio.hearing.Tones;

/** baresip against baresip: what our driver says of both must be what happened. */
@Tag("telephones")
@Timeout(60)
class BaresipTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void twoTelephonesHearEachOtherAndKeysArrive() {
    try (Baresip anna =
            Baresip.start(PhoneSettings.caller("anna").withTone(440).withDisplayName("Anna A"));
        Baresip boris = Baresip.start(PhoneSettings.caller("boris").withTone(1000))) {
      PhoneCall out = anna.dial(boris.uri());
      PhoneCall in = boris.awaitIncoming(SOON);
      out.awaitRinging(SOON);
      assertThat(in.state()).isInstanceOf(CallState.Offered.class);
      assertThat(in.peerUri()).startsWith("sip:anna@");
      assertThat(in.peerName()).isEqualTo("Anna A");
      assertThat(in.header("User-Agent"))
          .hasValueSatisfying(agent -> assertThat(agent).startsWith("baresip"));
      assertThat(in.header("X-Not-There")).isEmpty();

      in.accept();
      out.awaitTalking(SOON);
      in.awaitTalking(SOON);
      assertThat(in.callId()).isNotEmpty().isEqualTo(out.callId());
      out.press("123*#0");
      in.awaitKeys("123*#0", SOON);
      in.press("9");
      out.awaitKeys("9", SOON);
      out.hangUp();

      assertThat(in.awaitClosed(SOON).reason()).isEqualTo("Connection reset by peer");
      assertThat(out.awaitClosed(SOON).reason()).isEqualTo("Connection reset by user");
      assertThat(in.keysHeard()).isEqualTo("123*#0");
      assertThat(Tones.share(out.heard(), 1000)).isGreaterThan(0.9);
      assertThat(Tones.share(in.heard(), 440)).isGreaterThan(0.9);
      assertThat(Tones.share(out.sent(), 440)).isGreaterThan(0.9);
      assertThat(Tones.total(out.heard(), 440)).isZero();
    }
  }

  @Test
  void aSecondCallHasRecordingsOfItsOwn() {
    try (Baresip anna = Baresip.start(PhoneSettings.caller("anna"));
        Baresip boris =
            Baresip.start(
                PhoneSettings.caller("boris")
                    .withAnswer(PhoneSettings.Answer.AUTO)
                    .withCodecs("PCMU"))) {
      PhoneCall first = talkFor(anna, boris, "1234567");
      PhoneCall second = talkFor(anna, boris, "12345");

      assertThat(first.heardWav()).isNotEqualTo(second.heardWav());
      assertThat(anna.calls()).containsExactly(first, second);
      assertThat(Tones.share(second.heard(), 440)).isGreaterThan(0.9);
      assertThat(anna.sipMessages())
          .anySatisfy(message -> assertThat(message.isRequest("BYE")).isTrue())
          .anySatisfy(message -> assertThat(message.status()).isEqualTo(200));
    }
  }

  @Test
  void callsThatFollowAtOnceHaveRecordingsOfTheirOwn() {
    try (Baresip anna = Baresip.start(PhoneSettings.caller("anna"));
        Baresip boris =
            Baresip.start(PhoneSettings.caller("boris").withAnswer(PhoneSettings.Answer.AUTO))) {
      List<PhoneCall> calls = Stream.generate(() -> talkFor(anna, boris, "1")).limit(3).toList();

      assertThat(calls).extracting(PhoneCall::heardWav).doesNotHaveDuplicates();
    }
  }

  /** Keys take 240 ms each, so they measure the length of the call without a sleep. */
  private static PhoneCall talkFor(Baresip from, Baresip to, String keys) {
    PhoneCall out = from.dial(to.uri());
    PhoneCall in = to.awaitIncoming(SOON);
    out.awaitTalking(SOON);
    out.press(keys);
    in.awaitKeys(keys, SOON);
    in.hangUp();
    out.awaitClosed(SOON);
    out.heard();
    return out;
  }

  @Test
  void refusalBusyAndNobodyThere() {
    try (Baresip anna = Baresip.start(PhoneSettings.caller("anna"));
        Baresip boris = Baresip.start(PhoneSettings.caller("boris"))) {
      PhoneCall refused = anna.dial(boris.uri());
      PhoneCall in = boris.awaitIncoming(SOON);
      in.reject();
      assertThat(refused.awaitClosed(SOON).reason()).isEqualTo("486 Rejected");

      PhoneCall cancelled = anna.dial(boris.uri());
      PhoneCall ringing = boris.awaitIncoming(SOON);
      cancelled.awaitRinging(SOON);
      cancelled.hangUp();
      assertThat(ringing.awaitClosed(SOON).reason()).isEqualTo("Connection reset by peer");
      assertThat(cancelled.awaitClosed(SOON).reason()).isEqualTo("Connection reset by user");

      PhoneCall unknown = anna.dial(boris.uri().replace("boris", "nobody"));
      assertThat(unknown.awaitClosed(SOON).reason()).startsWith("404");
    }
  }

  @Test
  void holdStopsTheSoundAndResumeBringsItBack() {
    try (Baresip anna = Baresip.start(PhoneSettings.caller("anna"));
        Baresip boris =
            Baresip.start(PhoneSettings.caller("boris").withAnswer(PhoneSettings.Answer.AUTO))) {
      PhoneCall out = anna.dial(boris.uri());
      PhoneCall in = boris.awaitIncoming(SOON);
      out.awaitTalking(SOON);
      out.hold();
      out.resume();
      out.press("1");
      in.awaitKeys("1", SOON);

      assertThat(boris.sipMessages())
          .filteredOn(message -> message.isRequest("INVITE"))
          .anySatisfy(reInvite -> assertThat(reInvite.body()).contains("a=sendonly"))
          .hasSizeGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void kill9LeavesAReadableRecordingAndNoBye() {
    try (Baresip anna = Baresip.start(PhoneSettings.caller("anna"));
        Baresip boris =
            Baresip.start(PhoneSettings.caller("boris").withAnswer(PhoneSettings.Answer.AUTO))) {
      PhoneCall out = anna.dial(boris.uri());
      PhoneCall in = boris.awaitIncoming(SOON);
      out.awaitTalking(SOON);
      out.press("1234567890");
      in.awaitKeys("1234567890", SOON);
      anna.kill9();

      assertThat(anna.isAlive()).isFalse();
      assertThat(out.state()).isInstanceOf(CallState.Closed.class);
      assertThat(out.sent().length()).isGreaterThan(Duration.ofSeconds(1));
      assertThat(in.state()).isInstanceOf(CallState.Talking.class);
      assertThat(boris.sipMessages()).noneMatch(message -> message.isRequest("BYE"));
    }
  }

  @Test
  void closingLeavesNoProcessAndNoFolder() {
    Baresip anna = Baresip.start(PhoneSettings.caller("anna"));
    long pid = anna.pid();
    anna.close();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }
}
