package org.liniya.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.stack.DatagramQueuedMessageDispatch;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Who gets in before the parser when there is a crowd. */
class WaitingPacketsTest {

  private final WaitingPackets packets = new WaitingPackets();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private boolean offer(int source, String text) {
    DatagramPacket packet = new DatagramPacket(bytes(text), bytes(text).length);
    packet.setAddress(InetAddress.ofLiteral("10.0." + source / 256 + "." + source % 256));
    return packets.offer(new DatagramQueuedMessageDispatch(packet, 0));
  }

  private static Glance glance(String text) {
    return Glance.at(bytes(text), bytes(text).length);
  }

  @Test
  void aGlanceTellsWhoIsInside() {
    assertThat(glance("SIP/2.0 200 OK\r\n\r\n")).isEqualTo(Glance.INSIDE);
    assertThat(glance("BYE sip:x SIP/2.0\r\nt : <sip:x> ; TAG = 1\r\n")).isEqualTo(Glance.INSIDE);
    assertThat(glance("ACK sip:x SIP/2.0\r\n")).isEqualTo(Glance.INSIDE);
    assertThat(glance("CANCEL sip:x SIP/2.0\r\n")).isEqualTo(Glance.INSIDE);
    assertThat(glance("INVITE sip:x SIP/2.0\r\nTo: <sip:x>\r\nFrom: <sip:y>;tag=1\r\n"))
        .isEqualTo(Glance.STRANGER);
    assertThat(glance("\r\n\r\n")).isEqualTo(Glance.STRANGER);
    assertThat(glance("\0\1\2 rubbish that says SIP/2.0 200")).isEqualTo(Glance.STRANGER);
  }

  @Test
  void oneSourceFillsOnlyItsShareAndTheRoomIsGivenBack() throws Exception {
    String invite = "INVITE sip:x SIP/2.0\r\nTo: <sip:x>\r\n";
    for (int i = 0; i < WaitingPackets.MOST_STRANGERS_OF_A_SOURCE; i++) {
      assertThat(offer(1, invite)).isTrue();
    }
    assertThat(offer(1, invite)).isFalse();
    assertThat(offer(2, invite)).isTrue();
    packets.take();
    assertThat(offer(1, invite)).isTrue();
    while (!packets.isEmpty()) {
      packets.take();
    }
    assertThat(packets.sources()).isZero();
  }

  @Test
  void strangersLeaveRoomForThoseInside() {
    int source = 0;
    while (offer(source++ % 100, "OPTIONS sip:x SIP/2.0\r\nTo: <sip:x>\r\n")) {}
    assertThat(packets).hasSize(WaitingPackets.MOST_STRANGERS);
    assertThat(offer(300, "BYE sip:x SIP/2.0\r\nTo: <sip:x>;tag=1\r\n")).isTrue();
    while (offer(source++ % 200, "BYE sip:x SIP/2.0\r\nTo: <sip:x>;tag=1\r\n")) {}
    assertThat(packets).hasSize(WaitingPackets.MOST);
  }
}
