package org.liniya.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.liniya.port.StoreException;

/**
 * One piece of SQL that somebody waits for. Runs on a thread of {@link Sql}; awaited on the
 * caller's. Whoever gives up waiting makes the transaction roll back, unless its commit had begun:
 * then the commit is waited for.
 */
final class Attempt<T> implements Runnable {
  /** How often a transaction that lost a race begins again. */
  private static final int TRIES = 8;

  private enum Phase {
    WORKING,
    COMMITTING,
    ABANDONED
  }

  private final Jdbi jdbi;
  private final String what;
  private final HandleCallback<T, RuntimeException> work;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WORKING);
  private final CompletableFuture<T> result = new CompletableFuture<>();

  Attempt(Jdbi jdbi, String what, HandleCallback<T, RuntimeException> work) {
    this.jdbi = jdbi;
    this.what = what;
    this.work = work;
  }

  @Override
  public void run() {
    for (int left = TRIES; phase.get() == Phase.WORKING && !result.isDone(); left--) {
      try {
        result.complete(once());
      } catch (RuntimeException | Error e) {
        boolean again = left > 1 && Faults.isLostRace(e);
        if (!again || !backToWork()) {
          result.completeExceptionally(Faults.translate(what, e));
        }
      }
    }
  }

  private T once() {
    return jdbi.inTransaction(
        handle -> {
          T value = work.withHandle(handle);
          if (!phase.compareAndSet(Phase.WORKING, Phase.COMMITTING)) {
            throw new StoreException("cannot " + what + " in time");
          }
          return value;
        });
  }

  private boolean backToWork() {
    return phase.compareAndSet(Phase.COMMITTING, Phase.WORKING) || phase.get() == Phase.WORKING;
  }

  T await(Duration timeout) {
    try {
      return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | InterruptedException e) {
      boolean interrupted = e instanceof InterruptedException || Thread.interrupted();
      try {
        return giveUp(timeout, e);
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    } catch (ExecutionException e) {
      throw thrown(e);
    }
  }

  private T giveUp(Duration timeout, Exception reason) {
    if (phase.compareAndSet(Phase.WORKING, Phase.ABANDONED)) {
      throw new StoreException("cannot " + what + " in time", reason);
    }
    try {
      return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new StoreException("cannot " + what + ": the commit hangs", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("cannot " + what + ": interrupted during the commit", e);
    } catch (ExecutionException e) {
      throw thrown(e);
    }
  }

  /** The same failure with the waiting thread's own stack. */
  private static StoreException thrown(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new StoreException(String.valueOf(cause.getMessage()), cause);
  }
}
