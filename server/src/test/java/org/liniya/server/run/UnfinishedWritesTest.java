package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.call.CallId;
import org.liniya.port.StoreException;
import org.liniya.testkit.call.FakeTime;

@Timeout(30)
class UnfinishedWritesTest {

  private static final CallId CALL = new CallId(new UUID(0x01_0000L, 1));

  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private final FakeTime time = new FakeTime();

  @Test
  void whatFailsIsTriedAgainUntilItIsStored() throws InterruptedException {
    AtomicInteger tries = new AtomicInteger();
    CountDownLatch stored = new CountDownLatch(2);
    try (UnfinishedWrites writes = UnfinishedWrites.start(time)) {
      writes.keep(
          CALL,
          () -> {
            if (tries.incrementAndGet() < 2) {
              throw new StoreException("away");
            }
            done.add("first");
            stored.countDown();
          });
      writes.keep(
          CALL,
          () -> {
            done.add("second");
            stored.countDown();
          });

      assertThat(stored.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(done).containsExactlyInAnyOrder("first", "second");
    assertThat(tries).hasValue(2);
  }

  @Test
  void whatCanNeverBeStoredHoldsNobodyUpAndIsGivenUpInTheEnd() throws InterruptedException {
    CountDownLatch givenUp = new CountDownLatch(2);
    CountDownLatch stored = new CountDownLatch(1);
    AtomicInteger tries = new AtomicInteger();
    try (UnfinishedWrites writes = UnfinishedWrites.start(time)) {
      writes.keep(
          CALL,
          () -> {
            tries.incrementAndGet();
            givenUp.countDown();
            time.advance(UnfinishedWrites.GIVE_UP.plus(Duration.ofSeconds(1)).dividedBy(2));
            throw new StoreException("no such call");
          });
      writes.keep(CALL, stored::countDown);

      assertThat(stored.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(givenUp.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(tries).hasValue(2);
  }

  @Test
  void closingTriesOnceMoreAndEndsWhateverHappens() {
    UnfinishedWrites writes = UnfinishedWrites.start(time);
    AtomicInteger tries = new AtomicInteger();
    writes.keep(
        CALL,
        () -> {
          tries.incrementAndGet();
          throw new StoreException("away");
        });

    writes.close();

    assertThat(tries.get()).isPositive();
  }
}
