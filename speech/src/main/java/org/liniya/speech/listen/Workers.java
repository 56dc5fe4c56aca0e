package org.liniya.speech.listen;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a recogniser. Each looks every 20 ms for hearings that no other thread works on,
 * so nothing need be signalled by the media threads, and while nobody is heard all of them sleep.
 */
final class Workers implements AutoCloseable {

  static final Logger LOG = LoggerFactory.getLogger(VoskRecognizer.class);

  private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** A thread within the engine cannot be interrupted. */
  private static final long LAST_WORK_MS = 5_000;

  private final List<VoskHearing> hearings = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  Workers(int count) {
    for (int i = 1; i <= count; i++) {
      threads.add(Thread.ofPlatform().daemon().name("listen-" + i).unstarted(this::work));
    }
    threads.forEach(Thread::start);
  }

  void add(VoskHearing hearing) {
    hearings.add(hearing);
    threads.forEach(LockSupport::unpark);
  }

  private void work() {
    while (!closed) {
      long began = System.nanoTime();
      for (VoskHearing hearing : hearings) {
        if (hearing.take()) {
          try {
            serve(hearing);
          } catch (RuntimeException | LinkageError failed) { // others are heard by this thread too
            givenUp(hearing, failed);
          } finally {
            hearing.leave();
          }
        } else {
          hearing.lookAtFromOutside(System.nanoTime());
        }
      }
      if (hearings.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, Math.max(0, ROUND_NANOS - (System.nanoTime() - began)));
      }
    }
  }

  private void serve(VoskHearing hearing) {
    if (!hearing.isClosed()) {
      hearing.step(System.nanoTime());
    }
    if (hearing.isClosed()) {
      hearing.release();
      hearings.remove(hearing);
    }
  }

  private void givenUp(VoskHearing hearing, Throwable failed) {
    LOG.error("a hearing is given up", failed);
    hearings.remove(hearing);
  }

  /** Gives up all hearings; comes back when no thread works any more. */
  @Override
  public void close() {
    hearings.forEach(VoskHearing::close);
    closed = true;
    threads.forEach(LockSupport::unpark);
    boolean interrupted = false;
    for (Thread thread : threads) {
      try {
        thread.join(LAST_WORK_MS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    hearings.forEach(VoskHearing::release);
    hearings.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether a thread still works, though it was told to end. */
  boolean alive() {
    return threads.stream().anyMatch(Thread::isAlive);
  }
}
