package org.liniya.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
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

  /** So long a commit may take while the database does not answer to anything else. */
  static final Duration COMMIT_GRACE = Duration.ofMillis(500);

  private enum Phase {
    WORKING,
    COMMITTING,
    ABANDONED
  }

  /** What it may do, and when. */
  sealed interface Kind {
    /** It changes nothing: the database refuses if it tries, where it can. */
    record Reading() implements Kind {}

    /** It may change something. */
    record Changing() implements Kind {}
  }

  private final Jdbi jdbi;
  private final Kind kind;
  private final String what;
  private final HandleCallback<T, RuntimeException> work;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WORKING);
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final AtomicReference<Optional<Connection>> connection =
      new AtomicReference<>(Optional.empty());

  Attempt(Jdbi jdbi, Kind kind, String what, HandleCallback<T, RuntimeException> work) {
    this.jdbi = jdbi;
    this.kind = kind;
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
    return switch (kind) {
      case Kind.Changing _ -> jdbi.inTransaction(this::work);
      case Kind.Reading _ ->
          jdbi.withHandle(handle -> handle.setReadOnly(true).inTransaction(this::work));
    };
  }

  private T work(Handle handle) {
    if (phase.get() != Phase.WORKING) {
      throw new StoreException("cannot " + what + " in time"); // it was given up before its turn
    }
    connection.set(Optional.of(handle.getConnection()));
    T value = work.withHandle(handle);
    if (!phase.compareAndSet(Phase.WORKING, Phase.COMMITTING)) {
      throw new StoreException("cannot " + what + " in time");
    }
    return value;
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

  /**
   * The database is away: whoever waits is let go. A commit that had begun gets {@link
   * #COMMIT_GRACE}, for its answer decides what a caller is told. Returns at once.
   */
  void letGo() {
    if (phase.compareAndSet(Phase.WORKING, Phase.ABANDONED)) {
      letGo("cannot " + what + ": the database is away");
    } else {
      CompletableFuture.delayedExecutor(COMMIT_GRACE.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> letGo("cannot " + what + ": the commit hangs"));
    }
  }

  /** Breaks the connection too, so that the thread in it is free for others. */
  private void letGo(String reason) {
    if (result.completeExceptionally(new StoreException(reason))) {
      connection.get().ifPresent(Attempt::abort);
    }
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // it is back in the pool already
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
