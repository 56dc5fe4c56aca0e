package org.liniya.server.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.liniya.call.CallId;
import org.liniya.port.Retries;
import org.liniya.port.StoreException;
import org.liniya.port.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what calls could not store while the database was away: all in its order, every two
 * seconds until the first that fails. What fails goes to the end of the line, so that one that can
 * never be stored holds nobody up, and is given up after {@link #GIVE_UP}. Thread-safe; one virtual
 * thread of its own.
 */
final class UnfinishedWrites implements Retries, AutoCloseable {

  /** So much is kept; more than any outage of a day brings. */
  static final int MOST = 10_000;

  static final Duration GIVE_UP = Duration.ofHours(24);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Logger LOG = LoggerFactory.getLogger(UnfinishedWrites.class);

  private final Time time;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Kept> line = new ArrayDeque<>();
  private final Thread thread;

  private record Kept(CallId call, Runnable write, Duration until) {}

  private UnfinishedWrites(Time time) {
    this.time = time;
    this.thread = Thread.ofVirtual().name("retries").unstarted(this::run);
  }

  static UnfinishedWrites start(Time time) {
    UnfinishedWrites writes = new UnfinishedWrites(time);
    writes.thread.start();
    return writes;
  }

  @Override
  public void keep(CallId call, Runnable write) {
    lock.lock();
    try {
      if (line.size() >= MOST) {
        LOG.atError().addKeyValue("call", call).log("too much waits for the database: dropping");
      } else {
        line.add(new Kept(call, write, time.elapsed().plus(GIVE_UP)));
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (true) {
        awaitAny();
        round();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitAny() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (line.isEmpty()) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Writes in order until one fails, or nothing is left. */
  private void round() {
    Optional<Kept> next = poll();
    while (next.isPresent() && stored(next.get())) {
      next = poll();
    }
  }

  private boolean stored(Kept kept) {
    try {
      kept.write().run();
      LOG.atInfo().addKeyValue("call", kept.call()).log("stored late");
      return true;
    } catch (StoreException e) {
      again(kept);
      return false;
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("call", kept.call())
          .addKeyValue("cause", e.getClass().getSimpleName())
          .log("a part of a call cannot be stored");
      return true;
    }
  }

  private void again(Kept kept) {
    if (time.elapsed().compareTo(kept.until()) > 0) {
      LOG.atError().addKeyValue("call", kept.call()).log("given up storing a part of a call");
      return;
    }
    lock.lock();
    try {
      line.add(kept);
    } finally {
      lock.unlock();
    }
  }

  private Optional<Kept> poll() {
    lock.lock();
    try {
      return Optional.ofNullable(line.poll());
    } finally {
      lock.unlock();
    }
  }

  /** Tries once more; what then is left is settled at the next start, as far as it can be. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    round();
    lock.lock();
    try {
      if (!line.isEmpty()) {
        LOG.atError().addKeyValue("left", line.size()).log("closed while the database is away");
      }
    } finally {
      lock.unlock();
    }
  }
}
