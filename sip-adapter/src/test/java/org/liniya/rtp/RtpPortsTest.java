package org.liniya.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RtpPortsTest {

  private final AtomicLong now = new AtomicLong();

  @Test
  void lendsEveryEvenPortOnce() {
    RtpPorts ports = ports(20_001, 20_008);
    Set<Integer> lent = new TreeSet<>();
    for (int i = 0; i < 4; i++) {
      lent.add(ports.take().orElseThrow());
    }
    assertThat(lent).containsExactly(20_002, 20_004, 20_006, 20_008);
    assertThat(ports.take()).isEmpty();
  }

  @Test
  void aPortRestsForAMinute() {
    RtpPorts ports = ports(20_000, 20_001);
    ports.giveBack(ports.take().orElseThrow());
    now.set(RtpPorts.REST_NANOS - 1);
    assertThat(ports.take()).isEmpty();
    now.set(RtpPorts.REST_NANOS);
    assertThat(ports.take()).hasValue(20_000);
  }

  @Test
  void aRangeWithoutAnEvenPortIsEmpty() {
    assertThat(ports(20_001, 20_001).take()).isEmpty();
  }

  @Test
  void refusesImpossibleRanges() {
    assertThatThrownBy(() -> new PortRange(80, 90)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PortRange(3000, 2000))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private RtpPorts ports(int first, int last) {
    return new RtpPorts(new PortRange(first, last), new Random(1), now::get);
  }
}
