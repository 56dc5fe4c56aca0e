package org.liniya.sip;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Timers on one thread, which does nothing else; thread-safe. */
final class ThreadTimers implements Timers {

  private final ScheduledThreadPoolExecutor thread;

  ThreadTimers() {
    thread =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("sip-timers").factory());
    thread.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Timer after(Duration delay, Mailbox mailbox, Runnable task) {
    try {
      AtomicBoolean wanted = new AtomicBoolean(true);
      Runnable unlessCancelled =
          () -> {
            if (wanted.get()) {
              task.run();
            }
          };
      ScheduledFuture<?> future =
          thread.schedule(
              () -> mailbox.post(unlessCancelled), delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> {
        wanted.set(false);
        future.cancel(false);
      };
    } catch (RejectedExecutionException e) {
      return () -> {}; // the endpoint is closing: nothing happens later
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
