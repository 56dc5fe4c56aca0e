package org.liniya.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.liniya.audio.G711;
import org.liniya.port.Encoding;

/** Packet n has 160 times the byte n, is said at n · 20 ms, and arrives when the test says. */
class TapLineTest {

  private static final long MS = 1_000_000L;
  private static final long BEGIN = 5_000 * MS;

  private record Passed(int packet, long atMs) {}

  private final List<Passed> passed = new ArrayList<>();
  private final TapLine line =
      new TapLine(
          (nanos, _, sound, offset, samples) -> {
            assertThat(samples).isEqualTo(160);
            passed.add(new Passed(sound[offset], (nanos - BEGIN) / MS));
          });
  private int ssrc = 1;
  private int firstSequence = 65_530;
  private int firstTimestamp = -1000;

  @Test
  void inOrderAPacketPassesAtOnceWithASteadyTime() {
    arrives(0, 0);
    arrives(1, 31);
    arrives(2, 40);
    assertThat(passed).containsExactly(new Passed(0, 0), new Passed(1, 20), new Passed(2, 40));
  }

  @Test
  void aPacketBehindALaterOneIsPutBeforeIt() {
    arrives(0, 0);
    arrives(2, 38);
    arrives(1, 41);
    arrives(1, 42); // doubled
    arrives(3, 60);
    assertThat(packets()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void forALostPacketNobodyWaitsLong() {
    arrives(0, 0);
    arrives(2, 40);
    line.tick(BEGIN + 99 * MS);
    assertThat(packets()).containsExactly(0);
    line.tick(BEGIN + 100 * MS);
    assertThat(passed).containsExactly(new Passed(0, 0), new Passed(2, 40));
    arrives(1, 120);
    assertThat(packets()).as("too late to be put before").containsExactly(0, 2);
  }

  @Test
  void aBurstAfterAStallKeepsItsPlaces() {
    arrives(0, 0);
    for (int i = 1; i <= 12; i++) {
      arrives(i, 250);
    }
    arrives(13, 260);
    assertThat(passed.stream().map(Passed::atMs))
        .allMatch(at -> at % 20 <= 3)
        .hasSize(14)
        .isSorted();
    assertThat(passed.getLast().atMs()).isBetween(260L, 262L);
  }

  @Test
  void ofALongerStallTheOldestPacketsAreLeftOut() {
    arrives(0, 0);
    for (int i = 1; i <= 30; i++) {
      arrives(i, 600);
    }
    line.flush();
    assertThat(packets().getLast()).isEqualTo(30);
    assertThat(passed.get(1).atMs()).isGreaterThanOrEqualTo(350);
    assertThat(passed.getLast().atMs()).isBetween(598L, 602L);
  }

  @Test
  void aWayThatHasBecomeLongerIsFollowed() {
    for (int i = 0; i < 10; i++) {
      arrives(i, 20 * i);
    }
    for (int i = 10; i < 60; i++) {
      arrives(i, 20 * i + 400);
    }
    assertThat(passed.getLast()).isEqualTo(new Passed(59, 20 * 59 + 400));
  }

  @Test
  void timestampJumpsAndNewSourcesBeginAnewWhereTheyArrive() {
    arrives(0, 0);
    arrives(1, 20);
    firstTimestamp -= 1600; // back by 200 ms
    arrives(2, 40);
    arrives(3, 60);
    firstTimestamp += 80_000; // forward by ten seconds
    arrives(4, 80);
    ssrc = 2;
    firstSequence = 9;
    firstTimestamp = 77;
    arrives(5, 100);
    firstSequence = 30_000;
    arrives(6, 120);
    assertThat(passed.stream().map(Passed::atMs))
        .containsExactly(0L, 20L, 40L, 60L, 80L, 100L, 120L);
    assertThat(packets()).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void aFastOrSlowClockIsFollowed() {
    for (double rate : new double[] {0.9995, 1.0005}) {
      passed.clear();
      ssrc++;
      for (int i = 0; i < 3000; i++) {
        arrives(i, i * 20 * rate);
      }
      double last = 2999 * 20 * rate;
      assertThat((double) passed.getLast().atMs()).isBetween(last - 12, last + 1);
    }
  }

  @Test
  void whileHoldingTheLatestSamplesCanBeSilenced() {
    line.hold(true);
    for (int i = 1; i <= 5; i++) {
      arrives(i, 20 * i);
    }
    assertThat(packets()).isEmpty();
    line.silence(161); // two packets
    line.flush();
    int silence = G711.A_LAW.silence();
    assertThat(packets()).containsExactly(1, 2, 3, silence, silence);
  }

  /** Whatever a network does within 50 ms, each packet passes once, in order, at its place. */
  @Property(tries = 300)
  void reorderingAndLossNeitherScrambleNorStretch(@ForAll long seed) {
    Random random = new Random(seed);
    List<int[]> arrivals = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      for (int copy = 0; copy <= (random.nextInt(10) == 0 ? 1 : 0); copy++) {
        if (i == 0 || random.nextInt(10) > 0) {
          arrivals.add(new int[] {i, 20 * i + (i == 0 ? 0 : random.nextInt(50))});
        }
      }
    }
    arrivals.sort((a, b) -> Integer.compare(a[1], b[1]));
    TapLineTest fresh = new TapLineTest();
    arrivals.forEach(each -> fresh.arrives(each[0], each[1]));
    fresh.line.flush();
    assertThat(fresh.packets()).doesNotHaveDuplicates().isSorted();
    assertThat(fresh.packets())
        .containsExactlyElementsOf(
            arrivals.stream().map(each -> each[0]).distinct().sorted().toList());
    for (Passed each : fresh.passed) {
      assertThat(each.atMs() - 20L * each.packet()).isBetween(-1L, 51L);
    }
  }

  private List<Integer> packets() {
    return passed.stream().map(Passed::packet).toList();
  }

  private void arrives(int number, double atMs) {
    RtpPacket packet = new RtpPacket();
    packet.ssrc = ssrc;
    packet.sequence = (firstSequence + number) & 0xFFFF;
    packet.timestamp = firstTimestamp + 160 * number;
    byte[] sound = new byte[160];
    Arrays.fill(sound, (byte) number);
    long arrival = BEGIN + Math.round(atMs * MS);
    line.sound(packet, arrival, Encoding.PCMA, sound, sound.length);
  }
}
