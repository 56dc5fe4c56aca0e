package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liniya.port.StoreException;

/** Group commit, against a sink in memory. */
final class BatchWriterTest {
  private final MemorySink sink = new MemorySink();
  private final BatchWriter<String> writer =
      new BatchWriter<>("test", sink, Duration.ofMillis(500), 100).start();

  /** Keeps what was confirmed; refuses "poison", and fails while the gate is shut or it is away. */
  private static final class MemorySink implements BatchSink<String> {
    private final List<String> kept = new ArrayList<>();
    private List<String> tentative = List.of();
    private boolean away;
    private CountDownLatch gate = new CountDownLatch(0);
    private final CountDownLatch entered = new CountDownLatch(1);

    @Override
    public void write(List<String> batch) {
      entered.countDown();
      try {
        assertThat(gate().await(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      take(batch);
    }

    private synchronized CountDownLatch gate() {
      return gate;
    }

    private synchronized void take(List<String> batch) {
      tentative = List.of();
      if (away) {
        throw new StoreException("away", new SQLException("away", "08006"));
      }
      if (batch.contains("poison")) {
        throw new StoreException("too long", new SQLException("too long", "22001"));
      }
      tentative = List.copyOf(batch);
    }

    @Override
    public synchronized void confirmed() {
      kept.addAll(tentative);
    }

    synchronized List<String> kept() {
      return List.copyOf(kept);
    }

    synchronized void away(boolean now) {
      away = now;
    }

    synchronized CountDownLatch shut() {
      gate = new CountDownLatch(1);
      return gate;
    }
  }

  @AfterEach
  void close() {
    writer.close();
  }

  @Test
  void anItemThatIsNeverTakenDoesNotHoldUpTheOthers() {
    writer.offer("a");
    writer.offer("poison");
    writer.offer("b");
    writer.write("c");

    assertThat(sink.kept()).containsExactly("a", "b", "c");
    assertThatThrownBy(() -> writer.write("poison"))
        .isInstanceOf(StoreException.class)
        .hasMessage("too long");
    assertThat(writer.healthy()).isTrue();
  }

  @Test
  void closingWritesWhatWaits() {
    writer.offer("a");
    writer.close();

    assertThat(sink.kept()).containsExactly("a");
    writer.offer("late");
    assertThatThrownBy(() -> writer.write("late")).hasMessageContaining("closed");
    assertThat(sink.kept()).containsExactly("a");
  }

  @Test
  void closingEndsWhileTheDatabaseIsAway() {
    sink.away(true);
    writer.offer("a");
    writer.close();

    assertThat(sink.kept()).isEmpty();
    assertThat(writer.healthy()).isFalse();
  }

  @Test
  void whoGaveUpWhileTheBatchWasOnItsWayIsLeftOut() throws InterruptedException {
    CountDownLatch gate = sink.shut();
    writer.offer("a");
    assertThatThrownBy(() -> writer.write("b")).hasMessage("cannot write to the test in time");
    assertThat(sink.entered.await(20, TimeUnit.SECONDS)).isTrue();

    gate.countDown();
    writer.write("c");

    assertThat(sink.kept()).containsExactly("a", "c");
  }

  @Test
  void dropsAreCountedWhenTooMuchWaits() {
    sink.away(true);
    assertThatThrownBy(() -> writer.write("given up")).isInstanceOf(StoreException.class);
    for (int i = 0; i < 250; i++) {
      writer.offer("item " + i);
    }

    // a batch on its way does not count as waiting
    assertThat(writer.dropped()).isBetween(50L, 150L);
    sink.away(false);
    writer.write("end");
    assertThat(sink.kept()).startsWith("item 0", "item 1").endsWith("end");
  }
}
