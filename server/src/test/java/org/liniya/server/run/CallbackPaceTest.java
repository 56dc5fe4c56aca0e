package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallbackPaceTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final CallbackPace pace = new CallbackPace(2);

  @Test
  void soManyBeginWithinAnyMinuteAndNoMore() {
    begins(0);
    begins(50);
    assertThat(pace.allows(at(59))).as("two within this minute").isFalse();
    begins(60);
    assertThat(pace.allows(at(109))).as("those of 50 and 60").isFalse();
    begins(110);
  }

  @Test
  void askingBeginsNothing() {
    for (int i = 0; i < 10; i++) {
      assertThat(pace.allows(at(i))).isTrue();
    }
  }

  private void begins(int second) {
    assertThat(pace.allows(at(second))).as("at second %d", second).isTrue();
    pace.begins(at(second));
  }

  private static Instant at(int second) {
    return NOON.plusSeconds(second);
  }
}
