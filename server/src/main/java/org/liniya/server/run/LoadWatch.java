package org.liniya.server.run;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.liniya.sip.Admission;
import org.liniya.sip.Strain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks four times a second how hard the machine works and tells {@link Admission}. Has one thread
 * of its own, {@code load-watch}.
 */
final class LoadWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LoadWatch.class);
  private static final Duration EVERY = Duration.ofMillis(250);

  private final CountDownLatch over = new CountDownLatch(1);

  private LoadWatch() {}

  /** Begins to look. */
  static LoadWatch start(Admission admission, Supplier<Duration> lateness, IntSupplier backlog) {
    LoadWatch watch = new LoadWatch();
    List<MemoryPoolMXBean> pools = heapPools();
    Thread.ofPlatform()
        .daemon()
        .name("load-watch")
        .start(() -> watch.look(admission, () -> strain(lateness, pools, backlog)));
    return watch;
  }

  private static Strain strain(
      Supplier<Duration> lateness, List<MemoryPoolMXBean> pools, IntSupplier backlog) {
    return new Strain(lateness.get(), heapPercent(pools), backlog.getAsInt());
  }

  private void look(Admission admission, Supplier<Strain> strain) {
    try {
      while (!over.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        admission.observe(strain.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("nobody watches the load any more");
    }
  }

  /** ZGC, G1 and the serial collector all tell what each pool held after its last collection. */
  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
        .toList();
  }

  private static int heapPercent(List<MemoryPoolMXBean> pools) {
    long used = 0;
    for (MemoryPoolMXBean pool : pools) {
      MemoryUsage after = pool.getCollectionUsage();
      used += after == null ? 0 : after.getUsed();
    }
    return (int) (used * 100 / Runtime.getRuntime().maxMemory());
  }

  @Override
  public void close() {
    over.countDown();
  }
}
