package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Signal;

class ActiveCallsTest {

  private final ActiveCalls active = new ActiveCalls(2);

  @Test
  void takesNoMoreThanTheLimit() {
    assertThat(active.add(call(1), new BlockingInbox())).isTrue();
    assertThat(active.add(call(2), new BlockingInbox())).isTrue();
    assertThat(active.add(call(3), new BlockingInbox())).isFalse();
    active.remove(call(1));
    assertThat(active.add(call(3), new BlockingInbox())).isTrue();
    assertThat(active.count()).isEqualTo(2);
  }

  @Test
  void drainingTakesNoneAndWaitsForTheLast() throws InterruptedException {
    active.add(call(1), new BlockingInbox());
    active.drain();
    assertThat(active.add(call(2), new BlockingInbox())).isFalse();
    assertThat(active.awaitNone(Duration.ZERO)).isFalse();
    Thread.ofVirtual().start(() -> active.remove(call(1)));
    assertThat(active.awaitNone(Duration.ofSeconds(30))).isTrue();
  }

  @Test
  void everyCallIsAskedToEnd() throws InterruptedException {
    BlockingInbox inbox = new BlockingInbox();
    active.add(call(1), inbox);
    active.endAll(EndCause.UNAVAILABLE);
    assertThat(inbox.next(Duration.ofSeconds(30)))
        .contains(new Signal.EndRequested(EndCause.UNAVAILABLE));
  }

  private static CallId call(int number) {
    return new CallId(new UUID(0, number));
  }
}
