package org.liniya.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a connection has had its time. */
class LifeTest {

  private static final ConnectionLimits LIMITS =
      new ConnectionLimits(
          9,
          9,
          9,
          Duration.ofSeconds(10),
          Duration.ofSeconds(100),
          Duration.ofSeconds(1_000),
          Duration.ofSeconds(1));
  private static final byte[] PART = "OPTIONS ".getBytes(StandardCharsets.UTF_8);
  private static final byte[] PING = "\r\n\r\n".getBytes(StandardCharsets.UTF_8);

  private final Life life = new Life(0, Life.Standing.FRESH);

  private boolean overdueAt(int seconds) {
    return life.overdue(at(seconds), LIMITS);
  }

  private static long at(int seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void aFirstMessageHasTenSecondsAndPingsAreNone() {
    life.text(PING, at(9));
    assertThat(overdueAt(10)).isFalse();
    assertThat(overdueAt(11)).isTrue();
  }

  @Test
  void whoHasSpokenMayBeSilentForAWhile() {
    life.text(PART, at(5));
    life.message();
    assertThat(overdueAt(105)).isFalse();
    assertThat(overdueAt(106)).isTrue();
    life.text(PING, at(105));
    assertThat(overdueAt(205)).isFalse();
  }

  @Test
  void whoHasRegisteredMayBeSilentForLong() {
    life.text(PART, at(5));
    life.message();
    life.proven();
    assertThat(overdueAt(1_005)).isFalse();
    assertThat(overdueAt(1_006)).isTrue();
  }

  @Test
  void aMessageThatIsBegunMustComeToItsEnd() {
    life.text(PART, at(5));
    life.message();
    life.proven();
    life.text(PART, at(50));
    life.text(PART, at(59));
    assertThat(overdueAt(60)).isFalse();
    assertThat(overdueAt(61)).isTrue();
    life.message();
    assertThat(overdueAt(61)).isFalse();
  }
}
