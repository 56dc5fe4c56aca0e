package org.liniya.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.port.Encoding;

/** Linphone offered an IPv6 address to an IPv4 socket: every packet failed, and nobody heard. */
class AddressFamilyTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, IP4 198.51.100.7, true",
    "192.0.2.1, IP6 2001:db8::7, false",
    "2001:db8::1, IP6 2001:db8::7, true",
    "2001:db8::1, IP4 198.51.100.7, false",
    "192.0.2.1, IP6 ::, true", // hold (RFC 3264 section 8.4): nothing is sent there
  })
  void soundCanOnlyGoToAnAddressOfOurFamily(String ours, String theirs, boolean agreed) {
    LocalMedia us = new LocalMedia(new InetSocketAddress(InetAddress.ofLiteral(ours), 20_000), 42);
    String description =
        "v=0\no=- 1 1 IN IP4 127.0.0.1\ns=-\nc=IN %s\nt=0 0\nm=audio 40000 RTP/AVP 8\n"
            .formatted(theirs);
    Class<?> expected = agreed ? Negotiated.Agreed.class : Negotiated.Broken.class;
    assertThat(OfferAnswer.answer(description, us)).isInstanceOf(expected);
    SessionDescription offer = OfferAnswer.offer(us, Encoding.PCMA);
    assertThat(OfferAnswer.accept(offer, description)).isInstanceOf(expected);
  }
}
