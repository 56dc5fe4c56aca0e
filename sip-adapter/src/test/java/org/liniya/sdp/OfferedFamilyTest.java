package org.liniya.sdp;

import static java.net.StandardProtocolFamily.INET;
import static java.net.StandardProtocolFamily.INET6;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The line of the sound counts before that of the session. */
class OfferedFamilyTest {

  @Test
  void thatOfTheSoundElseThatOfTheSession() {
    String session = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\n";
    String four = "c=IN IP4 192.0.2.1\r\n";
    String six = "c=IN IP6 2001:db8::1\r\n";
    String rest = "t=0 0\r\nm=video 5000 RTP/AVP 31\r\n";
    String audio = "m=audio 4000 RTP/AVP 8\r\n";
    assertThat(OfferedFamily.of(session + six + rest + audio)).contains(INET6);
    assertThat(OfferedFamily.of(session + six + rest + four + audio)).contains(INET6);
    assertThat(OfferedFamily.of(session + six + rest + audio + four)).contains(INET);
    assertThat(OfferedFamily.of(session + four + "t=0 0\r\n" + audio + six)).contains(INET6);
    assertThat(OfferedFamily.of(session + "t=0 0\r\n" + audio)).isEmpty();
    assertThat(OfferedFamily.of("")).isEmpty();
  }
}
