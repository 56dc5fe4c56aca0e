package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.liniya.port.Time;
import org.liniya.sip.Admission;
import org.liniya.sip.AdmissionLimits;
import org.liniya.sip.Refusal;

/** That what the machine suffers reaches the admission, and as what. */
class LoadWatchTest {

  private static final Duration LATE = Duration.ofMillis(60);
  private static final int BACKLOG = 100;
  private static final int PIECE = 100_000;

  /** A look that says how often it was taken. */
  private static final class Looks {
    private final CountDownLatch enough = new CountDownLatch(6);

    <T> Supplier<T> at(T value) {
      return () -> {
        enough.countDown();
        return value;
      };
    }
  }

  private static Admission admission(int heapPercent) {
    Time still =
        new Time() {
          @Override
          public Instant now() {
            return Instant.EPOCH;
          }

          @Override
          public Duration elapsed() {
            return Duration.ZERO;
          }
        };
    return new Admission(
        new AdmissionLimits(10, 10, 10, 10, 10, 10, LATE, heapPercent, BACKLOG),
        still,
        new Random(1));
  }

  /** Why nobody is let in when the machine has looked so for a while. */
  private static Optional<Refusal> after(Admission admission, Duration lateness, int backlog)
      throws InterruptedException {
    Looks looks = new Looks();
    IntSupplier waiting = () -> backlog;
    try (LoadWatch _ = LoadWatch.start(admission, looks.at(lateness), waiting)) {
      assertThat(looks.enough.await(20, TimeUnit.SECONDS)).isTrue();
    }
    return admission.closed();
  }

  @Test
  void aCalmMachineKeepsNobodyOut() throws Exception {
    assertThat(after(admission(100), LATE.dividedBy(2), BACKLOG / 2)).isEmpty();
  }

  @Test
  void lateSoundIsSeen() throws Exception {
    assertThat(after(admission(100), LATE.multipliedBy(2), 0)).contains(Refusal.LATE_SOUND);
  }

  @Test
  void whatWaitsIsSeen() throws Exception {
    assertThat(after(admission(100), Duration.ZERO, 2 * BACKLOG)).contains(Refusal.BACKLOG);
  }

  /** More than one part in a hundred of the most there can be is held over a collection. */
  @Test
  void memoryIsSeen() throws Exception {
    long pieces = Runtime.getRuntime().maxMemory() / 100 * 3 / PIECE;
    List<byte[]> held = Stream.generate(() -> new byte[PIECE]).limit(pieces).toList();
    System.gc();
    assertThat(after(admission(1), Duration.ZERO, 0)).contains(Refusal.MEMORY);
    assertThat(held).isNotEmpty();
  }

  @Test
  void aWatchThatIsClosedLooksNoMore() throws Exception {
    CompletableFuture<LoadWatch> watch = new CompletableFuture<>();
    AtomicInteger looks = new AtomicInteger();
    CountDownLatch again = new CountDownLatch(2);
    watch.complete(
        LoadWatch.start(
            admission(100),
            () -> {
              watch.join().close();
              again.countDown();
              return Duration.ZERO;
            },
            looks::incrementAndGet));
    assertThat(again.await(1, TimeUnit.SECONDS)).isFalse();
    assertThat(looks).hasValue(1);
  }
}
