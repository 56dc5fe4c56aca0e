package org.liniya.sip;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

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
      ScheduledFuture<?> future =
          thread.schedule(() -> mailbox.post(task), delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException e) {
      return () -> {}; // the endpoint is closing: nothing happens later
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
