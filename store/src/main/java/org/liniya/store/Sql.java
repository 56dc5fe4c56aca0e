package org.liniya.store;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
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
  private final Duration timeout;
  private final Breaker breaker;
  private final ExecutorService threads;

  Sql(DataSource source, Dialect dialect, Duration timeout, int threadCount) {
    this.dialect = dialect;
    this.timeout = timeout;
    this.breaker = new Breaker(timeout, System::nanoTime);
    this.jdbi = Jdbi.create(source);
    jdbi.registerArgument(new Texts());
    int seconds = (int) Math.max(1, timeout.toSeconds());
    jdbi.getConfig(SqlStatements.class).setQueryTimeout(seconds);
    ThreadFactory factory = Thread.ofPlatform().name("store-sql-", 1).daemon().factory();
    this.threads = Executors.newFixedThreadPool(threadCount, factory);
  }

  /**
   * Runs {@code work} in a transaction and waits for it, a bounded time. It runs again when it hits
   * a unique constraint, so it should look before it inserts. While the database is away it fails
   * at once, see {@link Breaker}.
   *
   * @param what for the message: "cannot WHAT"
   * @throws StoreException when it failed, and then nothing was changed
   */
  <T> T run(String what, HandleCallback<T, RuntimeException> work) {
    long began = breaker.begin(what);
    Attempt<T> attempt = new Attempt<>(jdbi, what, work);
    try {
      threads.execute(attempt);
      T value = attempt.await(timeout);
      breaker.worked();
      return value;
    } catch (RejectedExecutionException e) {
      throw new StoreException("cannot " + what + ": the store is closed", e);
    } catch (StoreException e) {
      breaker.failed(began);
      throw e;
    }
  }

  /**
   * As {@link #run} on the caller's own platform thread; for the batch writers. Work with the same
   * name goes on one after the other, even when its client has given up.
   */
  void here(String what, HandleCallback<?, RuntimeException> work) {
    try {
      jdbi.inTransaction(
          handle -> {
            dialect.awaitStragglers(handle, what);
            return work.withHandle(handle);
          });
    } catch (RuntimeException e) {
      throw Faults.translate(what, e);
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
