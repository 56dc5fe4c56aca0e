package org.liniya.server.run;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Signal;
import org.liniya.port.Inbox;

/**
 * The calls in progress, with a bound on their number and a way to wait for the last one.
 * Thread-safe.
 */
final class ActiveCalls {

  private final int most;
  private final Map<CallId, Inbox> inboxes = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition empty = lock.newCondition();
  private Intake intake = Intake.OPEN;

  /** Whether new calls are taken. */
  private enum Intake {
    OPEN,
    DRAINING
  }

  ActiveCalls(int most) {
    this.most = most;
  }

  /** Adds a call; false when there are too many or the server is draining. */
  boolean add(CallId call, Inbox inbox) {
    lock.lock();
    try {
      if (intake == Intake.DRAINING || inboxes.size() >= most) {
        return false;
      }
      inboxes.put(call, inbox);
      return true;
    } finally {
      lock.unlock();
    }
  }

  void remove(CallId call) {
    lock.lock();
    try {
      inboxes.remove(call);
      if (inboxes.isEmpty()) {
        empty.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Where a call that goes on hears of what happens. */
  Optional<Inbox> inbox(CallId call) {
    return Optional.ofNullable(inboxes.get(call));
  }

  boolean has(CallId call) {
    return inboxes.containsKey(call);
  }

  int count() {
    return inboxes.size();
  }

  Collection<CallId> ids() {
    return List.copyOf(inboxes.keySet());
  }

  /** From now on no call is taken. */
  void drain() {
    lock.lock();
    try {
      intake = Intake.DRAINING;
    } finally {
      lock.unlock();
    }
  }

  boolean draining() {
    lock.lock();
    try {
      return intake == Intake.DRAINING;
    } finally {
      lock.unlock();
    }
  }

  /** Asks every call to end kindly. */
  void endAll(EndCause cause) {
    inboxes.values().forEach(inbox -> inbox.post(new Signal.EndRequested(cause)));
  }

  /** Waits until no call is left; false when {@code wait} went by first. */
  boolean awaitNone(Duration wait) throws InterruptedException {
    long left = wait.toNanos();
    lock.lockInterruptibly();
    try {
      while (!inboxes.isEmpty()) {
        if (left <= 0) {
          return false;
        }
        left = empty.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
