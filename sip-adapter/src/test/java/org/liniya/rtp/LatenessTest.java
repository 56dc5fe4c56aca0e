package org.liniya.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.liniya.call.Key;
import org.liniya.port.Encoding;

/** The lateness that keeps callers out: what is really late counts, an idle loop's sleep not. */
class LatenessTest {

  /** An idle loop sleeps up to a second at once. */
  private static final Duration LONGER_THAN_A_SLEEP = Duration.ofMillis(1_300);

  /** Far more than a busy machine is ever late, far less than a sleep. */
  private static final Duration HALF_A_SLEEP = Duration.ofMillis(500);

  private static final Duration STALL = Duration.ofMillis(800);

  private static MediaEngine engine() throws java.io.IOException {
    return new MediaEngine(
        InetAddress.ofLiteral("127.0.0.1"), new PortRange(20_000, 29_999), 1, new ToneCatalogue());
  }

  private static void untilItIsLaterBy(Duration time) {
    long start = System.nanoTime();
    Awaitility.await()
        .atMost(time.multipliedBy(10))
        .until(() -> System.nanoTime() - start >= time.toNanos());
  }

  @Test
  void theSleepOfAnIdleLoopIsNoLateness() throws Exception {
    try (MediaEngine engine = engine()) {
      untilItIsLaterBy(LONGER_THAN_A_SLEEP);
      assertThat(engine.takeLatestLateness()).isLessThan(HALF_A_SLEEP);
    }
  }

  @Test
  void theFirstStreamAfterASleepIsNotLate() throws Exception {
    try (MediaEngine engine = engine();
        Phone phone = new Phone()) {
      untilItIsLaterBy(Duration.ofMillis(1_700)); // well within its second sleep
      engine.takeLatestLateness();
      MediaStream stream = engine.open(new Heard());
      stream.apply(phone.settings(Encoding.PCMA, 20));
      Awaitility.await().until(() -> stream.figures().sent() >= 5);
      assertThat(engine.takeLatestLateness()).isLessThan(HALF_A_SLEEP);
    }
  }

  @Test
  void aLoopThatIsKeptBusyIsLate() throws Exception {
    CountDownLatch stalled = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    MediaListener slow =
        new MediaListener() {
          @Override
          public void keyPressed(Key key) {
            stalled.countDown();
            try {
              assertThat(free.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }

          @Override
          public void playingEnded(long number, boolean completed) {}

          @Override
          public void silentFor(Duration gap) {}
        };
    try (MediaEngine engine = engine();
        Phone phone = new Phone()) {
      MediaStream stream = engine.open(slow);
      stream.apply(phone.settings(Encoding.PCMA, 20));
      Awaitility.await().until(() -> stream.figures().sent() >= 5);
      phone.send(stream.local(), Phone.EVENTS, true, 5, new byte[] {7, 10, 0, (byte) 160});
      assertThat(stalled.await(10, TimeUnit.SECONDS)).isTrue();
      untilItIsLaterBy(STALL);
      free.countDown();
      long sent = stream.figures().sent();
      Awaitility.await().until(() -> stream.figures().sent() >= sent + 5);
      assertThat(engine.takeLatestLateness()).isGreaterThan(STALL.minusMillis(10));
    }
  }
}
