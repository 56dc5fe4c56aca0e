package org.liniya.sip.wire;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where sending may block: for a name to be looked up, for a connection to be made. One lane a
 * target keeps its order, and whoever cannot be reached holds up nobody but himself. Thread-safe; a
 * lane runs on a virtual thread while it has something to do.
 */
final class Lanes implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  /** A target that takes nothing for so long is given up. */
  static final int MOST_WAITING = 1_000;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Target, Queue<Runnable>> lanes = new HashMap<>();

  /** Whether sending to {@code target} may block. */
  static boolean mayBlock(Target target) {
    return !target.transport().equals("udp") || Advertised.literal(target.host()).isEmpty();
  }

  /**
   * Runs {@code sending} after all that was to go to {@code target} before.
   *
   * @return false when too much waits already, or all is over
   */
  boolean run(Target target, Runnable sending) {
    synchronized (lanes) {
      Queue<Runnable> lane = lanes.get(target);
      if (lane != null) {
        return lane.size() < MOST_WAITING && lane.add(sending);
      }
      Queue<Runnable> fresh = new ArrayDeque<>();
      fresh.add(sending);
      try {
        threads.execute(() -> drive(target, fresh));
      } catch (RejectedExecutionException e) {
        return false;
      }
      lanes.put(target, fresh);
      return true;
    }
  }

  private void drive(Target target, Queue<Runnable> lane) {
    ScopedValue.where(Dialled.HOST, target.host())
        .run(
            () -> {
              while (true) {
                Runnable next;
                synchronized (lanes) {
                  next = lane.poll();
                  if (next == null) {
                    lanes.remove(target);
                    return;
                  }
                }
                run(next);
              }
            });
  }

  private static void run(Runnable sending) {
    try {
      sending.run();
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("fault", e.getClass().getSimpleName()).log("not sent");
    }
  }

  /** What is under way has a second: goodbyes are among it. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (threads.awaitTermination(1, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }
}
