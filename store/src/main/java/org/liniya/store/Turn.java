package org.liniya.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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
sealed interface Turn extends AutoCloseable {

  /** Has a whole transaction run soon, from its begin to its end; nobody waits here. */
  void start(Runnable transaction);

  /** Runs a whole transaction when it is its turn, and comes back when it is over. */
  void run(Runnable transaction);

  /** Waits for those that have begun; takes no more. */
  @Override
  void close();

  /**
   * Side by side: the database keeps its own order.
   *
   * @param threads where those run that nobody waits for here
   */
  record Free(Executor threads) implements Turn {
    @Override
    public void start(Runnable transaction) {
      threads.execute(transaction);
    }

    @Override
    public void run(Runnable transaction) {
      transaction.run();
    }

    @Override
    public void close() {
      // the threads are their owner's to close
    }
  }

  /**
   * One after the other, first come, first served, on one thread. A lock that went from thread to
   * thread would cost a switch of threads for each transaction, and on a machine with more to do
   * than processors each switch waits for one.
   */
  final class OneByOne implements Turn {
    private final ExecutorService thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("store-writer").daemon().factory());

    @Override
    public void start(Runnable transaction) {
      thread.execute(transaction);
    }

    @Override
    public void run(Runnable transaction) {
      try {
        CompletableFuture.runAsync(transaction, thread).join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException fault) {
          throw fault;
        }
        throw e;
      }
    }

    @Override
    public void close() {
      thread.close();
    }
  }
}
