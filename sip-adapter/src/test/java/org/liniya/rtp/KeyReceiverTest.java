package org.liniya.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.liniya.call.Key;

class KeyReceiverTest {

  private record Event(int time, boolean marker, int code, boolean end, int duration) {}

  private KeyReceiver receiver = new KeyReceiver();
  private StringBuilder keys = new StringBuilder();

  @Property
  void onePressIsOneKeyWhateverTheNetworkDoes(@ForAll long seed) {
    receiver = new KeyReceiver(); // all tries of a property share one instance of this class
    keys = new StringBuilder();
    Random random = new Random(seed);
    List<Event> packets = new ArrayList<>(press(1000, 4));
    packets.removeIf(packet -> random.nextInt(3) == 0); // loss
    packets.addAll(List.copyOf(packets)); // doubles
    Collections.shuffle(packets, random); // order
    boolean anyLeft = !packets.isEmpty();
    packets.forEach(this::give);
    assertThat(keys).hasToString(anyLeft ? "4" : "");
  }

  @Test
  void theSameKeyTwiceIsTwoPresses() {
    press(1000, 4).forEach(this::give);
    press(3000, 4).forEach(this::give);
    assertThat(keys).hasToString("44");
  }

  @Test
  void twoPressesWhoseEndsAreLostAreTwo() {
    give(new Event(1000, true, 4, false, 160));
    give(new Event(3000, true, 4, false, 160));
    give(new Event(5000, false, 4, false, 320));
    assertThat(keys).hasToString("444");
  }

  @Test
  void lateEndsOfAnEarlierPressAreNoNewPress() {
    press(1000, 4).forEach(this::give);
    press(3000, 5).forEach(this::give);
    give(new Event(1000, false, 4, true, 960));
    assertThat(keys).hasToString("45");
  }

  @Test
  void aLongPressInSegmentsIsOne() {
    give(new Event(1000, true, 9, false, 160));
    give(new Event(1000, false, 9, false, 0xFFFF));
    give(new Event(1000 + 0xFFFF, false, 9, false, 160));
    give(new Event(1000 + 0xFFFF, false, 9, true, 800));
    assertThat(keys).hasToString("9");
  }

  @Test
  void whatIsNoKeyIsIgnored() {
    give(new Event(1000, true, 16, false, 160)); // flash
    give(new Event(2000, true, 36, false, 160)); // fax
    assertThat(receiver.packet(new RtpPacket(), new byte[3], 0, 3)).isNull();
    assertThat(keys).isEmpty();
  }

  private static List<Event> press(int time, int code) {
    List<Event> packets = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      packets.add(new Event(time, i == 1, code, false, 160 * i));
    }
    for (int i = 0; i < 3; i++) {
      packets.add(new Event(time, false, code, true, 960));
    }
    return packets;
  }

  private void give(Event event) {
    RtpPacket packet = new RtpPacket();
    packet.ssrc = 7;
    packet.timestamp = event.time;
    packet.marker = event.marker;
    byte[] payload = {
      (byte) event.code,
      (byte) (event.end ? 0x8A : 0x0A),
      (byte) (event.duration >> 8),
      (byte) event.duration
    };
    Key key = receiver.packet(packet, payload, 0, 4);
    if (key != null) {
      keys.append(key.symbol());
    }
  }
}
