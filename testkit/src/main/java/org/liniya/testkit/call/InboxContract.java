package org.liniya.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.LegId;
import org.liniya.call.Signal;
import org.liniya.port.Inbox;

/** What every {@link Inbox} must do; a test class extends it. */
public abstract class InboxContract {

  private static final LegId LEG = new LegId("leg");
  private static final Duration MOMENT = Duration.ofMillis(20);
  private static final int FLOOD = 10_000;

  /** The same one all through a test, a fresh one for the next. */
  protected abstract Inbox inbox();

  @Test
  void signalsComeInTheOrderInWhichTheyWerePosted() throws InterruptedException {
    for (int place = 1; place <= 100; place++) {
      inbox().post(new Signal.PlaceChanged(place));
    }

    for (int place = 1; place <= 100; place++) {
      assertThat(inbox().next(MOMENT)).contains(new Signal.PlaceChanged(place));
    }
    assertThat(inbox().next(Duration.ZERO)).isEmpty();
  }

  @Test
  void noWaitOnlyLooks() throws InterruptedException {
    assertThat(inbox().next(Duration.ZERO)).isEmpty();
    assertThat(inbox().next(Duration.ofDays(-1))).isEmpty();

    inbox().post(new Signal.PlaceChanged(1));

    assertThat(inbox().next(Duration.ofDays(-1))).isPresent();
  }

  @Test
  void aWaitThatWentByBringsNothing() throws InterruptedException {
    assertThat(inbox().next(MOMENT)).isEmpty();
  }

  @Test
  void theEndOfALegGetsInBehindAFloodOfKeys() throws InterruptedException {
    for (int i = 0; i < FLOOD; i++) {
      inbox().post(new Signal.KeyPressed(LEG, new Key('1'), Instant.EPOCH));
    }
    inbox().post(new Signal.LegEnded(LEG, EndCause.NORMAL));

    Optional<Signal> last = Optional.empty();
    Optional<Signal> next = inbox().next(Duration.ZERO);
    while (next.isPresent()) {
      last = next;
      next = inbox().next(Duration.ZERO);
    }
    assertThat(last).contains(new Signal.LegEnded(LEG, EndCause.NORMAL));
  }

  @Test
  void aThreadThatIsToldToStopDoesNotWait() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> inbox().next(Duration.ofMinutes(1)))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).as("the flag is cleared by it").isFalse();
  }
}
