package org.liniya.store;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.liniya.port.StoreException;

/**
 * Runs SQL, each piece in a transaction of its own. Thread-safe. The statements run on a few
 * platform threads of this class, never on the caller's: a virtual thread that is interrupted
 * inside H2 would close the database's file under everyone.
 */
final class Sql implements AutoCloseable {
  private final Jdbi jdbi;
  private final Dialect dialect;
  private final Turn turn;
  private final Duration timeout;
  private final Breaker breaker;
  private final ExecutorService threads;
  private final Standstill standstill = new Standstill(System::nanoTime);
  private final Set<Attempt<?>> waitedFor = ConcurrentHashMap.newKeySet();

  private final Set<Work> running = ConcurrentHashMap.newKeySet();

  Sql(DataSource source, Dialect dialect, Duration timeout, int threadCount) {
    this.dialect = dialect;
    this.timeout = timeout;
    this.breaker = new Breaker(timeout, System::nanoTime);
    breaker.whenAway(() -> waitedFor.forEach(Attempt::letGo));
    this.jdbi = Jdbi.create(source);
    jdbi.registerArgument(new Texts());
    int seconds = (int) Math.max(1, timeout.toSeconds());
    jdbi.getConfig(SqlStatements.class).setQueryTimeout(seconds);
    ThreadFactory factory = Thread.ofPlatform().name("store-sql-", 1).daemon().factory();
    this.threads = Executors.newFixedThreadPool(threadCount, factory);
    this.turn = dialect.turn(threads);
  }

  /** A piece of work that goes on, told from the others by being itself. */
  private static final class Work {
    final CompletableFuture<Boolean> end = new CompletableFuture<>();
  }

  /**
   * Runs {@code work} in a transaction and waits for it, a bounded time. It runs again when it hits
   * a unique constraint, so it should look before it inserts. While the database is away it fails
   * at once, see {@link Breaker}. Not to be called within other work of this class.
   *
   * @param what for the message: "cannot WHAT"
   * @throws StoreException when it failed, and then nothing was changed
   */
  <T> T run(String what, HandleCallback<T, RuntimeException> work) {
    return await(new Attempt<>(jdbi, new Attempt.Kind.Changing(), what, work), turn::start, what);
  }

  /** As {@link #run} for work that changes nothing; it never waits for others that do. */
  <T> T read(String what, HandleCallback<T, RuntimeException> work) {
    return await(
        new Attempt<>(jdbi, new Attempt.Kind.Reading(), what, work), threads::execute, what);
  }

  private <T> T await(Attempt<T> attempt, Consumer<Runnable> start, String what) {
    long began = breaker.begin(what);
    waitedFor.add(attempt);
    try {
      if (breaker.isAway()) {
        attempt.letGo();
      }
      start.accept(() -> tracked(attempt));
      T value = attempt.await(timeout);
      breaker.worked();
      return value;
    } catch (RejectedExecutionException e) {
      throw new StoreException("cannot " + what + ": the store is closed", e);
    } catch (StoreException e) {
      if (breaker.failed(began)) {
        standstill.seen(what);
      }
      throw e;
    } finally {
      waitedFor.remove(attempt);
    }
  }

  /**
   * As {@link #run}, however long it takes, and not to be called on a virtual thread; for the batch
   * writers. Work with the same name goes on one after the other, even when its client has given
   * up.
   */
  void here(String what, HandleCallback<?, RuntimeException> work) {
    try {
      tracked(
          () ->
              turn.run(
                  () ->
                      jdbi.useTransaction(
                          handle -> {
                            dialect.awaitStragglers(handle, what);
                            work.withHandle(handle);
                          })));
    } catch (RuntimeException e) {
      throw Faults.translate(what, e);
    }
  }

  private void tracked(Runnable work) {
    Work present = new Work();
    running.add(present);
    try {
      work.run();
    } finally {
      running.remove(present);
      present.end.complete(true);
    }
  }

  /**
   * Waits, a bounded time, until all work that goes on now has ended; holds up nobody else. Not to
   * be called within such work.
   *
   * @param what for the message: "cannot WHAT"
   * @throws StoreException when it goes on
   */
  void awaitPresent(String what) {
    CompletableFuture<?>[] present =
        running.stream().map(each -> each.end).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(present).get(2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new StoreException("cannot " + what + ": other work on the database does not end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("cannot " + what + ": interrupted", e);
    }
  }

  /** Knows whether the database is there. */
  Breaker breaker() {
    return breaker;
  }

  @Override
  public void close() {
    turn.close();
    threads.close();
  }
}
