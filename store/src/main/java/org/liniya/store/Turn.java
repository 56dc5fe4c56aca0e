package org.liniya.store;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Whether transactions that change something go on side by side or one after the other.
 * Thread-safe.
 *
 * <p>H2 2.5.252, 2.4.240 and earlier write the file at a commit while other transactions change it,
 * and take the trees of its tables and of its undo log one after the other. A process that is
 * killed then can leave a change in the file of which the undo log does not know: a key that nobody
 * can see and nobody can write any more, for ever. With one writing transaction at a time there is
 * nothing under way when the file is written.
 */
sealed interface Turn {

  /** Runs a whole transaction, from its begin to its end, when it is its turn. */
  <T> T take(Supplier<T> transaction);

  /** Side by side: the database keeps its own order. */
  record Free() implements Turn {
    @Override
    public <T> T take(Supplier<T> transaction) {
      return transaction.get();
    }
  }

  /** One after the other, whoever waits longest first. */
  final class OneByOne implements Turn {
    private final ReentrantLock lock = new ReentrantLock(true);

    @Override
    public <T> T take(Supplier<T> transaction) {
      lock.lock();
      try {
        return transaction.get();
      } finally {
        lock.unlock();
      }
    }
  }
}
