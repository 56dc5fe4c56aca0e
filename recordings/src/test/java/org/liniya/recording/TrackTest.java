package org.liniya.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.liniya.port.Encoding;

final class TrackTest {

  private static final byte[] PACKET = new byte[160];
  private static final byte LOUD = 0x2A; // the largest value of A-law

  static {
    Arrays.fill(PACKET, LOUD);
  }

  private final Track track = new Track();

  @Test
  void packetsThatJitterStandInARow() {
    assertThat(put(0)).isEqualTo(0);
    assertThat(put(160 + 480)).isEqualTo(160); // 60 ms late
    assertThat(put(200)).isEqualTo(320); // early
    assertThat(track.end()).isEqualTo(480);
  }

  @Test
  void afterMoreThanSixtyMillisecondsAPacketStandsWhereItArrived() {
    put(0);
    assertThat(put(160 + 481)).isEqualTo(641);
    assertThat(track.take(159)).isNotZero();
    assertThat(track.take(160)).isZero();
    assertThat(track.take(640)).isZero();
    assertThat(track.take(641)).isNotZero();
  }

  @Test
  void aBurstMayRunAheadByOneHundredAndTwentyMillisecondsAndNoMore() {
    for (int i = 0; i < 20; i++) {
      put(0);
    }
    assertThat(track.end()).isBetween(960L, 960L + 160);
    assertThat(track.leftOut()).isEqualTo(13);
  }

  @Test
  void aPlaceOnceTakenIsSilenceAgain() {
    put(0);
    assertThat(track.take(0)).isNotZero();
    assertThat(track.take(Track.WINDOW)).isZero();
  }

  private long put(long position) {
    long at = track.place(position);
    if (at >= 0) {
      track.put(at, Encoding.PCMA, PACKET, 0, PACKET.length);
    }
    return at;
  }
}
