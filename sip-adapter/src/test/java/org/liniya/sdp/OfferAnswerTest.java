package org.liniya.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.port.Encoding;
import org.liniya.rtp.RtcpPlace;

class OfferAnswerTest {

  private static final LocalMedia US =
      new LocalMedia(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 20_000), 42);

  private static final String BARESIP =
      """
      v=0
      o=- 1234567890 987654321 IN IP4 127.0.0.1
      s=-
      c=IN IP4 127.0.0.1
      t=0 0
      a=tool:baresip 1.0.0
      m=audio 10042 RTP/AVP 8 0 101
      a=rtpmap:8 PCMA/8000
      a=rtpmap:0 PCMU/8000
      a=rtpmap:101 telephone-event/8000
      a=fmtp:101 0-15
      a=rtcp:10043
      a=sendrecv
      a=label:1
      a=rtcp-rsize
      a=ssrc:3141592653 cname:sip:a@127.0.0.1
      a=ptime:20
      """;

  private static final String SIPP =
      """
      v=0
      o=user1 53655765 2353687637 IN IP4 127.0.0.1
      s=-
      c=IN IP4 127.0.0.1
      t=0 0
      m=audio 6000 RTP/AVP 0
      a=rtpmap:0 PCMU/8000
      """;

  private static final String ASTERISK =
      """
      v=0
      o=root 123 123 IN IP4 198.51.100.9
      s=Asterisk PBX 22.10.1
      c=IN IP4 198.51.100.9
      t=0 0
      m=audio 11042 RTP/AVP 9 8 0 96
      a=rtpmap:9 G722/8000
      a=rtpmap:8 PCMA/8000
      a=rtpmap:0 PCMU/8000
      a=rtpmap:96 telephone-event/8000
      a=fmtp:96 0-16
      a=ptime:20
      a=maxptime:150
      a=sendrecv
      """;

  private static final String LINPHONE =
      """
      v=0
      o=alice 3021 1774 IN IP4 203.0.113.5
      s=Talk
      c=IN IP4 203.0.113.5
      t=0 0
      a=rtcp-xr:rcvr-rtt=all:10000 stat-summary=loss,dup,jitt,TTL voip-metrics
      m=audio 7078 RTP/AVP 96 97 98 0 8 101 99 100
      a=rtpmap:96 opus/48000/2
      a=fmtp:96 useinbandfec=1
      a=rtpmap:97 speex/16000
      a=rtpmap:98 speex/8000
      a=rtpmap:101 telephone-event/48000
      a=rtpmap:99 telephone-event/16000
      a=rtpmap:100 telephone-event/8000
      m=video 9078 RTP/AVP 105
      a=rtpmap:105 VP8/90000
      """;

  @Test
  void rtcpGoesWhereTheyTakeIt() {
    RtcpPlace next = new RtcpPlace.NextPort();
    assertThat(rtcp("")).isEqualTo(next);
    assertThat(rtcp("a=rtcp:53020")).isEqualTo(at("127.0.0.1", 53_020));
    assertThat(rtcp("a=rtcp:53020 IN IP4 126.16.64.4")).isEqualTo(at("126.16.64.4", 53_020));
    assertThat(rtcp("a=rtcp:53020 IN IP6 2001:db8::1")).isEqualTo(at("2001:db8::1", 53_020));
    for (String unusable :
        List.of("0", "99999", "x", "", "1 IN IP4 224.0.0.1", "1 IN IP4 a.example", "1 IN", "-5")) {
      assertThat(rtcp("a=rtcp:" + unusable)).as(unusable).isEqualTo(next);
    }
  }

  @Test
  void rtcpIsMuxedOnlyWhenItIsOffered() {
    Negotiated.Agreed muxed = agreed(SIPP + "a=rtcp:53020\na=rtcp-mux\n");
    assertThat(muxed.media().rtcp()).isEqualTo(new RtcpPlace.Muxed());
    assertThat(muxed.local().toText()).contains("a=rtcp-mux\r\n");
    assertThat(agreed(SIPP).local().toText()).doesNotContain("rtcp");
    SessionDescription ours = OfferAnswer.offer(US, Encoding.PCMU);
    Negotiated.Agreed answered =
        (Negotiated.Agreed) OfferAnswer.accept(ours, (SIPP + "a=rtcp-mux\n").replace("\n", "\r\n"));
    assertThat(answered.media().rtcp())
        .as("we have not offered it")
        .isEqualTo(new RtcpPlace.NextPort());
  }

  private static RtcpPlace rtcp(String line) {
    return agreed(SIPP + line + "\n").media().rtcp();
  }

  private static RtcpPlace at(String host, int port) {
    return new RtcpPlace.At(new InetSocketAddress(InetAddress.ofLiteral(host), port));
  }

  @Test
  void answersBaresip() {
    Negotiated.Agreed agreed = agreed(BARESIP);
    assertThat(agreed.media())
        .isEqualTo(
            new NegotiatedMedia(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 10_042),
                Encoding.PCMA,
                OptionalInt.of(101),
                OptionalInt.of(101),
                20,
                Direction.SENDRECV,
                new RtcpPlace.At(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 10_043))));
    assertThat(agreed.local().toText())
        .isEqualTo(
            """
            v=0
            o=- 42 1 IN IP4 192.0.2.1
            s=-
            c=IN IP4 192.0.2.1
            t=0 0
            m=audio 20000 RTP/AVP 8 101
            a=rtpmap:8 PCMA/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=ptime:20
            a=sendrecv
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void answersSippWithoutEvents() {
    NegotiatedMedia media = agreed(SIPP).media();
    assertThat(media.encoding()).isEqualTo(Encoding.PCMU);
    assertThat(media.receiveEvents()).isEmpty();
    assertThat(media.sendEvents()).isEmpty();
  }

  @Test
  void answersAsteriskWithItsOwnEventNumber() {
    Negotiated.Agreed agreed = agreed(ASTERISK);
    assertThat(agreed.media().encoding()).isEqualTo(Encoding.PCMA);
    assertThat(agreed.media().receiveEvents()).hasValue(96);
    assertThat(agreed.local().toText()).contains("RTP/AVP 8 96\r\n");
  }

  @Test
  void answersLinphoneAndRefusesItsVideo() {
    Negotiated.Agreed agreed = agreed(LINPHONE);
    assertThat(agreed.media().encoding()).isEqualTo(Encoding.PCMU);
    assertThat(agreed.media().sendEvents()).hasValue(100);
    assertThat(agreed.local().toText()).contains("m=video 0 RTP/AVP 105\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "sendonly, recvonly, false",
    "recvonly, sendonly, true",
    "inactive, inactive, false",
    "sendrecv, sendrecv, true"
  })
  void holdTurnsTheDirectionRound(String theirs, String ours, boolean sending) {
    Negotiated.Agreed agreed = agreed(BARESIP.replace("a=sendrecv", "a=" + theirs));
    assertThat(agreed.local().toText()).contains("a=" + ours + "\r\n");
    assertThat(agreed.media().toSettings().sending()).isEqualTo(sending);
    assertThat(agreed.media().toSettings().receiving()).isEqualTo(theirs.equals("sendrecv"));
  }

  @Test
  void directionOfTheSessionHoldsForTheLine() {
    String offer = BARESIP.replace("a=sendrecv\n", "").replace("t=0 0", "t=0 0\na=sendonly");
    assertThat(agreed(offer).media().direction()).isEqualTo(Direction.RECVONLY);
  }

  @Test
  void oldFashionedHoldByAddressStopsSending() {
    NegotiatedMedia media =
        agreed(BARESIP.replace("c=IN IP4 127.0.0.1", "c=IN IP4 0.0.0.0")).media();
    assertThat(media.held()).isTrue();
    assertThat(media.toSettings().sending()).isFalse();
    assertThat(media.toSettings().receiving()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "10, 10", "20, 20", "30, 30", "60, 60", "5, 10", "200, 60", "25, 20", "0, 20", "x, 20"
  })
  void packetsAreAsLongAsWanted(String wanted, int made) {
    assertThat(agreed(BARESIP.replace("ptime:20", "ptime:" + wanted)).media().ptimeMs())
        .isEqualTo(made);
  }

  @Test
  void theAddressOfTheLineBeatsThatOfTheSession() {
    String offer = SIPP + "c=IN IP4 203.0.113.77\n";
    assertThat(agreed(offer).media().remote().getAddress().getHostAddress())
        .isEqualTo("203.0.113.77");
  }

  @Test
  void readsIpv6() {
    String offer = SIPP.replace("c=IN IP4 127.0.0.1", "c=IN IP6 2001:db8::7");
    InetSocketAddress ours = new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 20_000);
    Negotiated.Agreed agreed =
        (Negotiated.Agreed) OfferAnswer.answer(offer, new LocalMedia(ours, 42));
    assertThat(agreed.media().remote().getAddress())
        .isEqualTo(InetAddress.ofLiteral("2001:db8::7"));
  }

  @Test
  void aStaticNumberGivenToAnotherCodecIsNotG711() {
    assertThat(OfferAnswer.answer(SIPP.replace("PCMU/8000", "L16/44100"), US))
        .isInstanceOf(Negotiated.NoCommonCodec.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m=audio 6000 RTP/AVP 9 18",
        "m=audio 6000 RTP/SAVP 0 8",
        "m=audio 0 RTP/AVP 0",
        "m=video 6000 RTP/AVP 31"
      })
  void noCommonCodec(String line) {
    assertThat(OfferAnswer.answer(SIPP.replace("m=audio 6000 RTP/AVP 0", line), US))
        .isInstanceOf(Negotiated.NoCommonCodec.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=0|v=1|v=0",
        "m=audio 6000|m=audio 66000|line 6",
        "m=audio 6000|m=audio -1|line 6",
        "c=IN IP4 127.0.0.1|c=IN IP4 evil.example.org|c= address",
        "c=IN IP4 127.0.0.1|c=IN IP4 239.1.1.1|c= address",
        "c=IN IP4 127.0.0.1|c=nonsense|line 4",
        "s=-|garbage|line 3",
        "o=user1 53655765 2353687637 IN IP4 127.0.0.1|b=1|o= line",
      })
  void brokenOffersSayWhy(String part, String instead, String reason) {
    assertThat(OfferAnswer.answer(SIPP.replace(part, instead), US))
        .isInstanceOfSatisfying(
            Negotiated.Broken.class, broken -> assertThat(broken.reason()).contains(reason));
  }

  @Test
  void hugeOffersAreBrokenNotParsed() {
    assertThat(OfferAnswer.answer(SIPP + "a=x\n".repeat(5000), US))
        .isInstanceOf(Negotiated.Broken.class);
    assertThat(OfferAnswer.answer(SIPP + "m=audio 1 x 0\n".repeat(20), US))
        .isInstanceOf(Negotiated.Broken.class);
    assertThat(OfferAnswer.answer("", US)).isInstanceOf(Negotiated.Broken.class);
  }

  @Test
  void ourOfferNamesThePreferredCodecFirst() {
    assertThat(OfferAnswer.offer(US, Encoding.PCMU).toText()).contains("RTP/AVP 0 8 101\r\n");
    assertThat(OfferAnswer.offer(US, Encoding.PCMA).toText()).contains("RTP/AVP 8 0 101\r\n");
  }

  @Test
  void anAnswerMayNumberEventsOtherwise() {
    SessionDescription offer = OfferAnswer.offer(US, Encoding.PCMA);
    String answer =
        SIPP.replace("AVP 0", "AVP 0 97") + "a=rtpmap:97 telephone-event/8000\na=ptime:30\n";
    assertThat(OfferAnswer.accept(offer, answer))
        .isInstanceOfSatisfying(
            Negotiated.Agreed.class,
            agreed -> {
              assertThat(agreed.media().encoding()).isEqualTo(Encoding.PCMU);
              assertThat(agreed.media().receiveEvents()).hasValue(101);
              assertThat(agreed.media().sendEvents()).hasValue(97);
              assertThat(agreed.media().ptimeMs()).isEqualTo(30);
            });
  }

  @Test
  void anAnswerWithoutOurCodecsOrWithRefusedLineIsNoCommonCodec() {
    SessionDescription offer = OfferAnswer.offer(US, Encoding.PCMA);
    assertThat(OfferAnswer.accept(offer, SIPP.replace("6000", "0")))
        .isInstanceOf(Negotiated.NoCommonCodec.class);
    assertThat(OfferAnswer.accept(offer, "m=audio")).isInstanceOf(Negotiated.Broken.class);
  }

  @Test
  void anAnswerOnALineNotOfferedIsBroken() {
    SessionDescription offer = OfferAnswer.offer(US, Encoding.PCMA);
    String answer = SIPP.replace("m=audio", "m=audio 0 RTP/AVP 0\nm=audio");
    assertThat(OfferAnswer.accept(offer, answer)).isInstanceOf(Negotiated.Broken.class);
  }

  @Test
  void theVersionGoesUpOnlyWithAChange() {
    SessionDescription first = agreed(BARESIP).local();
    SessionDescription same = agreed(BARESIP).local().following(first);
    SessionDescription held =
        agreed(BARESIP.replace("a=sendrecv", "a=sendonly")).local().following(same);
    assertThat(same.origin().version()).isEqualTo("1");
    assertThat(held.origin().version()).isEqualTo("2");
    assertThat(held.origin().sessionId()).isEqualTo("42");
  }

  @Test
  void aLaterOfferKeepsEveryLine() {
    SessionDescription first = agreed(LINPHONE).local();
    SessionDescription again = OfferAnswer.offerAgain(US, Encoding.PCMU, first);
    assertThat(again.media()).hasSize(2);
    assertThat(again.media().get(1).port()).isZero();
    assertThat(again.origin().version()).isEqualTo("2");
  }

  private static Negotiated.Agreed agreed(String offer) {
    Negotiated negotiated = OfferAnswer.answer(offer, US);
    assertThat(negotiated).isInstanceOf(Negotiated.Agreed.class);
    return (Negotiated.Agreed) negotiated;
  }
}
