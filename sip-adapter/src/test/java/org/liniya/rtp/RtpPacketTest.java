package org.liniya.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RtpPacketTest {

  @Property(tries = 5000)
  void randomBytesNeverThrowAndNeverPointOutside(
      @ForAll @Size(max = 80) byte[] bytes, @ForAll boolean version2) {
    if (version2 && bytes.length > 0) {
      bytes[0] = (byte) (0x80 | (bytes[0] & 0x3F));
    }
    RtpPacket packet = new RtpPacket();
    if (packet.parse(ByteBuffer.wrap(bytes))) {
      assertThat(packet.payloadOffset).isBetween(12, bytes.length);
      assertThat(packet.payloadLength).isBetween(0, bytes.length - packet.payloadOffset);
    }
  }

  @Property
  void whatIsWrittenIsRead(
      @ForAll @IntRange(max = 127) int type,
      @ForAll @IntRange(max = 65535) int sequence,
      @ForAll int timestamp,
      @ForAll int ssrc,
      @ForAll @Size(max = 40) byte[] payload) {
    boolean looksLikeRtcp = type >= 64 && type <= 95;
    ByteBuffer out = ByteBuffer.allocate(12 + payload.length);
    RtpPacket.writeHeader(out, type, !looksLikeRtcp, sequence, timestamp, ssrc);
    out.put(payload).flip();
    RtpPacket packet = new RtpPacket();
    assertThat(packet.parse(out)).isTrue();
    assertThat(packet.payloadType).isEqualTo(type);
    assertThat(packet.sequence).isEqualTo(sequence);
    assertThat(packet.timestamp).isEqualTo(timestamp);
    assertThat(packet.ssrc).isEqualTo(ssrc);
    assertThat(packet.payloadLength).isEqualTo(payload.length);
  }

  @Test
  void stepsOverSourcesExtensionAndPadding() {
    ByteBuffer in = ByteBuffer.allocate(12 + 8 + 4 + 4 + 5 + 3);
    in.put((byte) 0xB2).put((byte) 8).putShort((short) 1).putInt(2).putInt(3); // P, X, CC=2
    in.putInt(10).putInt(11); // CSRC
    in.putShort((short) 0xBEDE).putShort((short) 1).putInt(0); // extension of one word
    in.put(new byte[] {1, 2, 3, 4, 5}).put(new byte[] {0, 0, 3}).flip();
    RtpPacket packet = new RtpPacket();
    assertThat(packet.parse(in)).isTrue();
    assertThat(packet.payloadOffset).isEqualTo(28);
    assertThat(packet.payloadLength).isEqualTo(5);
  }

  @Test
  void refusesOtherVersionsRtcpAndLies() {
    assertThat(parse(0x00, 8)).isFalse();
    assertThat(parse(0x40, 8)).isFalse();
    assertThat(parse(0x80, 200)).isFalse();
    assertThat(parse(0x8F, 8)).as("fifteen CSRC that are not there").isFalse();
    assertThat(parse(0x90, 8)).as("an extension that is not there").isFalse();
    assertThat(parse(0xA0, 8)).as("padding of zero").isFalse();
    assertThat(parse(0x80, 8)).isTrue();
  }

  private static boolean parse(int first, int second) {
    byte[] bytes = new byte[14];
    bytes[0] = (byte) first;
    bytes[1] = (byte) second;
    return new RtpPacket().parse(ByteBuffer.wrap(bytes));
  }
}
