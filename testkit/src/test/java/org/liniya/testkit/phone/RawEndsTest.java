package org.liniya.testkit.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.audio.hearing.Tones;

/** The plain sockets, against a real telephone where one can judge them. */
@Timeout(60)
class RawEndsTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  @Tag("telephones")
  void ourDigestAgreesWithBaresips() {
    // baresip is the operator that registers, we are the registrar: the arithmetic of the digest
    // must agree.
    try (RawSip registrar = RawSip.to(9);
        Baresip phone =
            Baresip.start(
                PhoneSettings.operator("1001", "127.0.0.1:" + registrar.port(), "pass"))) {
      SipMessage first = registrar.awaitRequest("REGISTER", SOON);
      assertThat(first.header("Authorization")).isEmpty();
      registrar.answerTo(
          phone.sipPort(),
          first,
          401,
          "WWW-Authenticate: Digest realm=\"liniya\", nonce=\"abc\", algorithm=MD5\n");
      SipMessage second = registrar.awaitRequest("REGISTER", SOON);
      String sent = second.header("Authorization").orElse("");
      SipMessage challenge =
          SipMessage.parse(
              "SIP/2.0 401 x\nWWW-Authenticate: Digest realm=\"liniya\", nonce=\"abc\"\n\n");
      String uri = "sip:127.0.0.1:" + registrar.port();
      String ours = RawSip.authorization(challenge, "1001", "pass", "REGISTER", uri);
      String response = ours.replaceAll("(?s).*response=\"([0-9a-f]+)\".*", "$1");
      assertThat(sent).contains("uri=\"" + uri + "\"").contains("response=\"" + response + "\"");
      registrar.answerTo(phone.sipPort(), second, 403, "");
      assertThat(phone.awaitRegisterRefused(SOON)).startsWith("403");
    }
  }

  @Test
  @Tag("telephones")
  void aRawInviteIsAnsweredByARealTelephone() {
    try (Baresip phone =
            Baresip.start(PhoneSettings.caller("boris").withAnswer(PhoneSettings.Answer.AUTO));
        RawSip raw = RawSip.to(phone.sipPort());
        RtpEnd rtp = RtpEnd.open()) {
      String invite =
          """
          INVITE sip:boris@{server} SIP/2.0
          Via: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bK-raw-1
          From: <sip:raw@127.0.0.1:{port}>;tag=1
          To: <sip:boris@{server}>
          Call-ID: raw-1
          CSeq: 1 INVITE
          Contact: <sip:raw@127.0.0.1:{port}>
          Max-Forwards: 70
          Content-Type: application/sdp
          Content-Length: {len}

          v=0
          o=- 1 1 IN IP4 127.0.0.1
          s=-
          c=IN IP4 127.0.0.1
          t=0 0
          m=audio %d RTP/AVP 8
          """
              .formatted(rtp.port());
      raw.send(invite);
      raw.send(invite);
      SipMessage ok = raw.awaitStatus(200, SOON);
      rtp.sendTone(700, ok.audioPort());
      rtp.awaitPackets(100, SOON);
      rtp.stopSending();
      raw.send(inDialog("ACK", 1, ok));
      raw.send(inDialog("BYE", 2, ok));
      raw.await(m -> m.status() == 200 && m.header("CSeq").orElse("").startsWith("2 "), SOON);
      PhoneCall call = phone.awaitIncoming(SOON);
      call.awaitClosed(SOON);

      assertThat(phone.calls()).containsExactly(call);
      assertThat(Tones.share(call.heard(), 700)).isGreaterThan(0.9);
      assertThat(Tones.share(rtp.heard(), 440)).isGreaterThan(0.9);
      assertThat(rtp.packets()).allSatisfy(packet -> assertThat(packet.payloadType()).isEqualTo(8));
      assertThat(rtp.longestGap()).isPositive().isLessThan(SOON);
      assertThatThrownBy(() -> raw.awaitStatus(699, Duration.ofMillis(50)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("200");
    }
  }

  private static String inDialog(String method, int cseq, SipMessage ok) {
    return """
    %s %s SIP/2.0
    Via: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bK-raw-%d
    From: <sip:raw@127.0.0.1:{port}>;tag=1
    To: <sip:boris@{server}>;tag=%s
    Call-ID: raw-1
    CSeq: %d %s
    Max-Forwards: 70
    Content-Length: 0

    """
        .formatted(method, ok.contact(), cseq + 1, ok.toTag(), cseq, method);
  }

  @Test
  void twoRtpEndsHearEachOther() {
    try (RtpEnd one = RtpEnd.open();
        RtpEnd other = RtpEnd.open()) {
      one.sendTone(440, other.port());
      other.awaitPackets(50, SOON);
      one.stopSending();
      assertThat(Tones.share(other.heard(), 440)).isGreaterThan(0.95);
      assertThat(other.packets().getFirst().marker()).isTrue();
      assertThat(other.packets().get(1).timestamp()).isEqualTo(160);
    }
  }

  @Test
  void readsTheJsonOfBaresip() {
    Map<String, String> json =
        FlatJson.read(
            "{\"event\":true,\"type\":\"CALL_RTCP\",\"param\":\"a \\\"b\\\" \\/ \\u0041\\n\",\"stats\":{\"tx\":{\"sent\":1}},\"n\":5}");
    assertThat(json)
        .containsEntry("event", "true")
        .containsEntry("param", "a \"b\" / A\n")
        .containsEntry("n", "5");
    assertThatThrownBy(() -> FlatJson.read("{\"a\":")).isInstanceOf(IllegalArgumentException.class);
    assertThat(FlatJson.quote("a\"b\n")).isEqualTo("\"a\\\"b\\u000a\"");
  }

  @Test
  void portsAreNotGivenTwice() {
    assertThat(FreePorts.several(2)).isNotEqualTo(FreePorts.several(2)).isEven();
  }

  @Test
  void aMissingProgramIsNamedWithItsPackage() {
    assertThatThrownBy(() -> Programs.require("no-such-telephone", "no-such-package"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("apt-get install -y --no-install-recommends no-such-package");
  }
}
