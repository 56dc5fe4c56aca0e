package org.liniya.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * What the far end of a bridge gets, whatever the source and the network do: RTP that a receiver
 * can play. The transmitter's part is played by the test: next number and timestamp, a clock.
 */
class RelayScheduleTest {

  private final RelayMap map = new RelayMap();
  private final List<long[]> out =
      new ArrayList<>(); // extended sequence, timestamp, index of input
  private boolean begun;
  private int nextSequence = 65_000;
  private int nextTimestamp = -5000;
  private long extended = 65_000;
  private long extendedTime = -5000;
  private int clock = -5000;

  /**
   * Random sources: new SSRCs, jumps of numbers and timestamps either way, wraps, our own fill,
   * reordering. Packets are not reordered across a jump: nobody could tell which side they are of.
   */
  @Property(tries = 500)
  void numbersAndTimesGoOnTogetherWhateverComesIn(@ForAll long seed) {
    Random random = new Random(seed);
    RelayScheduleTest far = new RelayScheduleTest();
    int ssrc = 1;
    int sequence = random.nextInt(65_536);
    int timestamp = random.nextInt();
    List<RtpPacket> waiting = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      far.clock += 160;
      int event = random.nextInt(60);
      if (event < 6) {
        waiting.forEach(far::comes);
        waiting.clear();
      }
      switch (event) {
        case 0 -> ssrc = random.nextInt();
        case 1 -> sequence = random.nextInt(65_536);
        case 2 -> timestamp = random.nextInt();
        case 3 -> sequence -= random.nextInt(1000);
        case 4 -> timestamp -= random.nextInt(8000);
        case 5 -> timestamp += random.nextInt(8000);
        case 6 -> far.fill();
        case 7 -> { // loss
          int lost = random.nextInt(20);
          sequence += lost;
          timestamp += 160 * lost;
        }
        default -> {}
      }
      sequence = (sequence + 1) & 0xFFFF;
      timestamp += 160;
      waiting.add(packet(ssrc, sequence, timestamp));
      if (event < 6 || random.nextInt(10) > 0) {
        while (!waiting.isEmpty()) {
          far.comes(waiting.remove(random.nextInt(waiting.size())));
        }
      }
    }
    far.isPlayable();
  }

  /** Of one steady source every loss is seen, no more and no less, and order is kept as it was. */
  @Property(tries = 500)
  void lossAndOrderStayVisible(@ForAll long seed) {
    Random random = new Random(seed);
    RelayScheduleTest far = new RelayScheduleTest();
    int sequence = random.nextInt(65_536);
    int timestamp = random.nextInt();
    List<Integer> arrived = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      if (i == 0 || random.nextInt(8) > 0) {
        order.add(i);
      }
    }
    for (int i = 1; i + 1 < order.size(); i++) {
      if (random.nextInt(6) == 0) {
        Collections.swap(order, i, i + 1);
      }
    }
    for (int number : order) {
      far.clock += 160;
      arrived.add(number);
      far.comes(packet(9, (sequence + number) & 0xFFFF, timestamp + 160 * number));
    }
    assertThat(far.out).hasSameSizeAs(arrived);
    for (int i = 0; i < arrived.size(); i++) {
      assertThat(far.out.get(i)[0] - far.out.getFirst()[0]).isEqualTo((long) arrived.get(i));
      assertThat(far.out.get(i)[1] - far.out.getFirst()[1]).isEqualTo(160L * arrived.get(i));
    }
  }

  @Test
  void aTimestampThatJumpsIsNotPassedOn() {
    clock += 160;
    comes(packet(1, 10, 1000));
    for (int jump : new int[] {-700, 7000, -90_000, 2_000_000_000}) {
      clock += 160;
      long before = extendedTime;
      comes(packet(1, 11, 1160 + jump));
      assertThat(map.rebased()).as("%d", jump).isTrue();
      assertThat(extendedTime - before).as("%d", jump).isEqualTo(160);
      map.interrupt();
      clock += 160;
      comes(packet(1, 10, 1000));
    }
    isPlayable();
  }

  @Test
  void numbersThatBeginAnewALittleLowerAreNotTakenForLatePackets() {
    for (int i = 0; i < 50; i++) {
      clock += 160;
      comes(packet(1, 500 + i, 160 * i));
    }
    for (int i = 50; i < 100; i++) {
      clock += 160;
      comes(packet(1, 400 + i, 160 * i));
    }
    assertThat(out).hasSize(100);
    for (int i = 1; i < 100; i++) {
      assertThat(out.get(i)[0] - out.get(i - 1)[0]).isEqualTo(1);
    }
  }

  private void comes(RtpPacket in) {
    int own = begun && clock - nextTimestamp < 0 ? nextTimestamp : clock;
    if (!map.map(in, nextSequence, own)) {
      return;
    }
    int sequence = map.sequence(in);
    int timestamp = map.timestamp(in);
    int ahead = (short) (sequence - nextSequence);
    out.add(new long[] {extended + ahead, extendedTime + (timestamp - nextTimestamp), out.size()});
    if (!begun || ahead >= 0) {
      sent(sequence, timestamp);
    }
  }

  private void fill() {
    map.interrupt();
    sent(nextSequence, begun && clock - nextTimestamp < 0 ? nextTimestamp : clock);
  }

  private void sent(int sequence, int timestamp) {
    begun = true;
    extended += (short) (sequence - nextSequence) + 1;
    extendedTime += timestamp - nextTimestamp + 160;
    nextSequence = (sequence + 1) & 0xFFFF;
    nextTimestamp = timestamp + 160;
  }

  /** In order of numbers, times never go back, never leap, and no number means two packets. */
  private void isPlayable() {
    TreeMap<Long, Long> times = new TreeMap<>();
    for (long[] each : out) {
      Long same = times.putIfAbsent(each[0], each[1]);
      assertThat(same == null || same == each[1]).as("one number, two packets").isTrue();
    }
    Map.Entry<Long, Long> before = times.firstEntry();
    for (Map.Entry<Long, Long> each : times.tailMap(times.firstKey(), false).entrySet()) {
      long apart = each.getKey() - before.getKey();
      long time = each.getValue() - before.getValue();
      before = each;
      assertThat(apart).isLessThanOrEqualTo(1000);
      // at most what those packets hold, and how far our clock may be ahead
      assertThat(time).isPositive().isLessThan(480 * apart + 8000);
    }
  }

  private static RtpPacket packet(int ssrc, int sequence, int timestamp) {
    RtpPacket packet = new RtpPacket();
    packet.ssrc = ssrc;
    packet.sequence = sequence;
    packet.timestamp = timestamp;
    return packet;
  }
}
