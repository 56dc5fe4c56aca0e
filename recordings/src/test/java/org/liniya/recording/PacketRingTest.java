package org.liniya.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.liniya.port.Encoding;

final class PacketRingTest {

  private final PacketRing ring = new PacketRing();

  @Test
  void packetsComeOutAsTheyWentInAlsoAroundTheEnd() {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      byte[] sound = new byte[300];
      Arrays.fill(sound, (byte) i);
      ring.put(i, Encoding.PCMU, sound, 100, 170);
      ring.take(
          (nanos, encoding, bytes, offset, length) -> {
            assertThat(length).isEqualTo(170);
            for (int b = offset; b < offset + length; b++) {
              assertThat(bytes[b]).isEqualTo((byte) nanos);
            }
            out.add(nanos + " " + encoding);
          });
    }
    assertThat(out).hasSize(1000).last().isEqualTo("999 PCMU");
    assertThat(ring.dropped()).isZero();
  }

  @Test
  void aFullRingDropsAndCounts() {
    int room = PacketRing.BYTES / 160;
    for (int i = 0; i < room + 7; i++) {
      ring.put(i, Encoding.PCMA, new byte[160], 0, 160);
    }
    List<Long> out = new ArrayList<>();
    ring.take((nanos, encoding, bytes, offset, length) -> out.add(nanos));
    assertThat(out).hasSize(room).first().isEqualTo(0L);
    assertThat(ring.dropped()).isEqualTo(7);
  }

  @Test
  void lengthsThatDoNotFitTheArrayAreDropped() {
    ring.put(0, Encoding.PCMA, new byte[10], 5, 6);
    ring.put(0, Encoding.PCMA, new byte[10], -1, 5);
    ring.put(0, Encoding.PCMA, new byte[5000], 0, 5000);
    ring.take((nanos, encoding, bytes, offset, length) -> assertThat(length).as("taken").isZero());
    assertThat(ring.dropped()).isEqualTo(3);
  }
}
