package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.LegId;
import org.liniya.call.Signal;

class BlockingInboxTest {

  private static final LegId LEG = new LegId("leg");
  private final BlockingInbox inbox = new BlockingInbox();

  @Test
  void givesSignalsInTheirOrder() throws InterruptedException {
    inbox.post(key('1'));
    inbox.post(key('2'));
    assertThat(inbox.next(Duration.ZERO)).contains(key('1'));
    assertThat(inbox.next(Duration.ZERO)).contains(key('2'));
    assertThat(inbox.next(Duration.ofNanos(-5))).isEmpty();
  }

  @Test
  void aFloodOfKeysIsBoundedAndTheEndStillGetsIn() throws InterruptedException {
    for (int i = 0; i < BlockingInbox.MOST_UNREAD + 100; i++) {
      inbox.post(key('5'));
    }
    inbox.post(new Signal.LegEnded(LEG, EndCause.NORMAL));
    int keys = 0;
    while (inbox.next(Duration.ZERO).orElseThrow() instanceof Signal.KeyPressed) {
      keys++;
    }
    assertThat(keys).isEqualTo(BlockingInbox.MOST_UNREAD);
    assertThat(inbox.next(Duration.ZERO)).isEmpty();
  }

  private static Signal key(char symbol) {
    return new Signal.KeyPressed(LEG, new Key(symbol), Instant.EPOCH);
  }
}
