package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.call.Key;
import org.liniya.call.Signal;

/** Callers made by SIPp 3.6 (Debian package {@code sip-tester}). */
@Tag("telephones")
class SippTest {

  @Test
  void callsOverUdp(@TempDir Path folder) throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering())) {
      Sipp.call(bench.endpoint.port(), "call_plain.xml", "u1", 100, folder);
      assertThat(bench.desk.arrivals).hasSize(100);
      for (int i = 0; i < 200; i++) {
        bench.desk.next();
      }
      assertThat(bench.endpoint.callers()).isZero();
      assertThat(bench.dialogs.all()).isEmpty();
    }
  }

  @Test
  void callsOverTcp(@TempDir Path folder) throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering())) {
      Sipp.call(bench.endpoint.port(), "call_plain.xml", "t1", 20, folder);
      assertThat(bench.desk.arrivals).hasSize(20);
    }
  }

  @Test
  void anInviteWithoutSdp(@TempDir Path folder) throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering())) {
      Sipp.call(bench.endpoint.port(), "call_late_offer.xml", "u1", 1, folder);
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
    }
  }

  @Test
  void holdUpdateInfoAndOptionsInsideACall(@TempDir Path folder) throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering())) {
      Sipp.call(bench.endpoint.port(), "call_hold_info.xml", "u1", 1, folder);
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
      assertThat(bench.desk.next())
          .isInstanceOfSatisfying(
              Signal.HoldChanged.class, change -> assertThat(change.held()).isTrue());
      assertThat(bench.desk.next())
          .isInstanceOfSatisfying(
              Signal.HoldChanged.class, change -> assertThat(change.held()).isFalse());
      assertThat(bench.desk.next())
          .isInstanceOfSatisfying(
              Signal.KeyPressed.class, press -> assertThat(press.key()).isEqualTo(new Key('7')));
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegEnded.class);
    }
  }
}
