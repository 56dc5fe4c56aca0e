package org.liniya.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RelayMapTest {

  private final RelayMap map = new RelayMap();

  @Property
  void gapsAndOrderAreKept(
      @ForAll @IntRange(max = 65535) int in,
      @ForAll @IntRange(max = 65535) int out,
      @ForAll int inTime,
      @ForAll int outTime,
      @ForAll @IntRange(min = -20, max = 40) int ahead) {
    RelayMap fresh = new RelayMap();
    for (int i = 0; i <= 30; i++) {
      assertThat(fresh.map(packet(1, in + i, inTime + 160 * i), out, outTime)).isTrue();
    }
    RtpPacket later = packet(1, in + 30 + ahead, inTime + 160 * (30 + ahead));
    assertThat(fresh.map(later, 0, 0)).isTrue();
    assertThat(fresh.sequence(later)).isEqualTo((out + 30 + ahead) & 0xFFFF);
    assertThat(fresh.timestamp(later)).isEqualTo(outTime + 160 * (30 + ahead));
    assertThat(fresh.rebased()).isFalse();
  }

  @Test
  void aNewSourceAJumpAndAnInterruptionBeginAnew() {
    map.map(packet(1, 10, 0), 500, 7000);
    assertThat(map.rebased()).isTrue();
    map.map(packet(1, 11, 160), 0, 0);
    assertThat(map.rebased()).isFalse();
    RtpPacket other = packet(2, 12, 320);
    map.map(other, 502, 7320);
    assertThat(map.rebased()).isTrue();
    assertThat(map.sequence(other)).isEqualTo(502);
    map.map(packet(2, 5000, 320), 503, 0);
    assertThat(map.rebased()).as("sequence jump").isTrue();
    map.map(packet(2, 5001, 900_000), 504, 0);
    assertThat(map.rebased()).as("timestamp jump").isTrue();
    map.interrupt();
    map.map(packet(2, 5002, 900_160), 600, 0);
    assertThat(map.rebased()).as("interruption").isTrue();
  }

  @Test
  void whatIsOlderThanTheMapIsNotSent() {
    map.map(packet(1, 10, 1600), 500, 0);
    assertThat(map.map(packet(1, 9, 1440), 501, 160)).isFalse();
  }

  @Test
  void aCallOfAnHourNeverBeginsAnew() {
    map.map(packet(1, 0, 0), 0, 0);
    for (int i = 1; i < 180_000; i++) {
      assertThat(map.map(packet(1, i, i * 160), 1, 1)).isTrue();
      assertThat(map.rebased()).isFalse();
    }
  }

  private static RtpPacket packet(int ssrc, int sequence, int timestamp) {
    RtpPacket packet = new RtpPacket();
    packet.ssrc = ssrc;
    packet.sequence = sequence & 0xFFFF;
    packet.timestamp = timestamp;
    return packet;
  }
}
