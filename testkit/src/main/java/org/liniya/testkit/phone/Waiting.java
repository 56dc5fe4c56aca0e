package org.liniya.testkit.phone;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A place to wait, with a bound, for something that other threads change under the same lock. */
final class Waiting {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Runs a change and wakes whoever waits. */
  void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Looks under the lock. */
  <T> T look(Supplier<T> view) {
    lock.lock();
    try {
      return view.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until {@code view} gives something.
   *
   * @param what for the message: what was waited for and what there is instead
   * @throws AssertionError when the time is over
   */
  <T> T await(Duration atMost, Supplier<Optional<T>> view, Supplier<String> what) {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (true) {
        Optional<T> seen = view.get();
        if (seen.isPresent()) {
          return seen.get();
        }
        if (left <= 0) {
          throw new AssertionError("waited " + atMost.toMillis() + " ms for " + what.get());
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + what.get(), interrupted);
    } finally {
      lock.unlock();
    }
  }
}
