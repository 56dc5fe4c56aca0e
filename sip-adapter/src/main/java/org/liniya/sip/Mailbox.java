package org.liniya.sip;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what is posted to it one after the other, in order, on any thread of the executor: whoever
 * owns a mailbox needs no locks. {@link #post} may be called from any thread and never blocks.
 */
final class Mailbox {

  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

  private final Executor executor;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  Mailbox(Executor executor) {
    this.executor = executor;
  }

  void post(Runnable task) {
    tasks.add(task);
    if (waiting.getAndIncrement() == 0) {
      try {
        executor.execute(this::drain);
      } catch (RejectedExecutionException e) {
        LOG.atDebug().log("posted after the end");
      }
    }
  }

  /** How many tasks wait, with the one that runs. */
  int waiting() {
    return waiting.get();
  }

  private void drain() {
    do {
      Runnable task = tasks.remove();
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        // An error too: what is not caught here ends this mailbox for ever, and whoever has it.
        LOG.atError().setCause(e).log("a SIP task failed");
      }
    } while (waiting.decrementAndGet() > 0);
  }
}
