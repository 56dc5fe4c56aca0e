package org.liniya.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.stack.DatagramQueuedMessageDispatch;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Who gets in before the parser when there is a crowd. */
class WaitingPacketsTest {

  /** One dialog is known: of call c, with our tag 1. */
  private static final KnownDialogs KNOWN = (callId, tag) -> callId.equals("c") && tag.equals("1");

  private static final String BYE = "BYE sip:x SIP/2.0\r\nTo: <sip:x>;tag=1\r\nCall-ID: c\r\n";

  private final WaitingPackets packets = new WaitingPackets(KNOWN);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private boolean offer(int source, String text) {
    DatagramPacket packet = new DatagramPacket(bytes(text), bytes(text).length);
    packet.setAddress(InetAddress.ofLiteral("10.0." + source / 256 + "." + source % 256));
    return packets.offer(new DatagramQueuedMessageDispatch(packet, 0));
  }

  private static Glance glance(String text) {
    return Glance.at(bytes(text), bytes(text).length, KNOWN);
  }

  @Test
  void aGlanceTellsWhoIsInside() {
    assertThat(glance(BYE)).isEqualTo(Glance.INSIDE);
    assertThat(glance("BYE sip:x SIP/2.0\r\ni : c\r\nt : <sip:x> ; TAG = 1;x=y\r\n"))
        .isEqualTo(Glance.INSIDE);
    assertThat(glance("SIP/2.0 200 OK\r\nf: <sip:x>;tag=1\r\nTo: <sip:y>;tag=2\r\ni: c\r\n"))
        .isEqualTo(Glance.INSIDE);
    assertThat(glance("SIP/2.0 200 OK\r\n\r\n")).isEqualTo(Glance.CLAIM);
    assertThat(glance("ACK sip:x SIP/2.0\r\n")).isEqualTo(Glance.CLAIM);
    assertThat(glance("CANCEL sip:x SIP/2.0\r\n")).isEqualTo(Glance.CLAIM);
    assertThat(glance("INVITE sip:x SIP/2.0\r\nTo: <sip:x>\r\nFrom: <sip:y>;tag=1\r\n"))
        .isEqualTo(Glance.STRANGER);
    // Tags and Call-IDs that somebody has made up.
    assertThat(glance(BYE.replace("tag=1", "tag=zzz"))).isEqualTo(Glance.STRANGER);
    assertThat(glance(BYE.replace(": c", ": d"))).isEqualTo(Glance.STRANGER);
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
    while (offer(source++ % 100, "SIP/2.0 200 OK\r\n")) {}
    assertThat(packets).hasSize(WaitingPackets.MOST_STRANGERS + WaitingPackets.MOST_CLAIMS);
    assertThat(offer(300, BYE)).isTrue();
    assertThat(offer(source % 100, BYE)).isTrue(); // whoever else is at that address
    while (offer(source++ % 200, BYE)) {}
    assertThat(packets).hasSize(WaitingPackets.MOST);
  }

  @Test
  void onesOwnTagsTakeNothingFromNewCallers() {
    String tagged = BYE.replace("tag=1", "tag=zzz");
    String claim = "SIP/2.0 200 OK\r\n";
    while (offer(1, tagged) || offer(1, claim)) {}
    assertThat(packets).hasSize(2 * WaitingPackets.MOST_STRANGERS_OF_A_SOURCE);
    assertThat(offer(2, "INVITE sip:x SIP/2.0\r\nTo: <sip:x>\r\n")).isTrue();
  }
}
