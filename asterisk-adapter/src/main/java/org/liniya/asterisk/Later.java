package org.liniya.asterisk;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does short things a little later, on the platform thread {@code asterisk-later}. Thread-safe. */
final class Later implements AutoCloseable {

  private final ScheduledThreadPoolExecutor executor =
      (ScheduledThreadPoolExecutor)
          Executors.newScheduledThreadPool(
              1, task -> Thread.ofPlatform().daemon().name("asterisk-later").unstarted(task));

  Later() {
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  void after(long milliseconds, Runnable task) {
    try {
      var _ = executor.schedule(task, milliseconds, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      // nothing is done after the end
    }
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
