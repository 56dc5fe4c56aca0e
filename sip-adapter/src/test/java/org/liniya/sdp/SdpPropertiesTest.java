package org.liniya.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.liniya.port.Encoding;

class SdpPropertiesTest {

  private static final String OFFER =
      """
      v=0
      o=- 1 1 IN IP4 127.0.0.1
      s=-
      c=IN IP4 127.0.0.1
      t=0 0
      m=audio 10042 RTP/AVP 8 0 101
      a=rtpmap:8 PCMA/8000
      a=rtpmap:101 telephone-event/8000
      a=ptime:20
      """;

  @Property
  void whatWeWriteWeRead(
      @ForAll Encoding preferred, @ForAll @IntRange(min = 1, max = 65535) int port) {
    SessionDescription offer = OfferAnswer.offer(us(port), preferred);
    assertThat(SdpParser.parse(offer.toText())).isEqualTo(new SdpParser.Parsed.Read(offer));
  }

  @Property
  void twoOfUsAlwaysAgree(
      @ForAll Encoding preferred,
      @ForAll @IntRange(min = 1, max = 65535) int one,
      @ForAll @IntRange(min = 1, max = 65535) int two) {
    SessionDescription offer = OfferAnswer.offer(us(one), preferred);
    Negotiated answered = OfferAnswer.answer(offer.toText(), us(two));
    assertThat(answered)
        .isInstanceOfSatisfying(
            Negotiated.Agreed.class,
            theirs ->
                assertThat(OfferAnswer.accept(offer, theirs.local().toText()))
                    .isInstanceOfSatisfying(
                        Negotiated.Agreed.class,
                        ours -> {
                          assertThat(ours.media().encoding()).isEqualTo(preferred);
                          assertThat(theirs.media().encoding()).isEqualTo(preferred);
                          assertThat(ours.media().remote().getPort()).isEqualTo(two);
                          assertThat(theirs.media().remote().getPort()).isEqualTo(one);
                          assertThat(ours.media().sendEvents())
                              .isEqualTo(theirs.media().receiveEvents());
                        }));
  }

  @Property
  void damagedOffersNeverThrow(
      @ForAll @IntRange(min = 0, max = 180) int at,
      @ForAll @IntRange(min = 0, max = 30) int cut,
      @ForAll @CharRange(from = '\0', to = '\u00ff') @StringLength(max = 12) String inserted) {
    int from = Math.min(at, OFFER.length());
    String damaged =
        OFFER.substring(0, from) + inserted + OFFER.substring(Math.min(from + cut, OFFER.length()));
    assertThat(OfferAnswer.answer(damaged, us(2000))).isNotNull();
  }

  @Property
  void anyTextNeverThrows(@ForAll String text) {
    assertThat(SdpParser.parse(text)).isInstanceOf(SdpParser.Parsed.Broken.class);
    assertThat(OfferAnswer.answer("v=0\r\n" + text, us(2000)))
        .isNotInstanceOf(Negotiated.Agreed.class);
  }

  private static LocalMedia us(int port) {
    return new LocalMedia(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), port), 7);
  }
}
