package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.port.StoreException;

/** Which transactions go on beside each other. */
@OnEachDatabase
final class TurnTest {

  @RegisterExtension final FreshDatabase database = new FreshDatabase();

  private final CountDownLatch began = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final AtomicInteger order = new AtomicInteger();

  private boolean alone() {
    return database.settings().dialect() instanceof H2;
  }

  /** Which of the transactions it was that got so far. */
  private int inserted(Handle handle, int id) {
    handle.execute("insert into few values (?)", id);
    return order.incrementAndGet();
  }

  private int slowly(Handle handle) {
    began.countDown();
    try {
      mayEnd.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return inserted(handle, 1);
  }

  /** H2 writes its file at a commit, with whatever others have changed by then. */
  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void whereAKillCouldTearThemOnlyOneChangesAtATime() throws Exception {
    try (HikariDataSource pool = Database.connect(database.settings(), database.folder());
        Sql sql = new Sql(pool, database.settings().dialect(), database.settings().timeout(), 4);
        ExecutorService threads = Executors.newCachedThreadPool()) {
      sql.run("make a table", h -> h.execute("create table few (id integer primary key)"));
      Future<Integer> slow = threads.submit(() -> sql.run("be slow", this::slowly));
      began.await();
      Future<Integer> quick = threads.submit(() -> sql.run("be quick", h -> inserted(h, 2)));
      if (!alone()) {
        assertThat(quick.get()).isEqualTo(1);
      }

      int seen =
          sql.read("count", h -> h.createQuery("select count(*) from few").mapTo(int.class).one());

      assertThat(seen).isEqualTo(alone() ? 0 : 1); // reading waits for nobody
      mayEnd.countDown();
      assertThat(slow.get()).isEqualTo(alone() ? 1 : 2);
      assertThat(quick.get()).isEqualTo(alone() ? 2 : 1);
    }
  }

  /** H2 does not have this protection; PostgreSQL sees the same statements. */
  @Test
  void whatOnlyReadsCannotChange() {
    try (HikariDataSource pool = Database.connect(database.settings(), database.folder());
        Sql sql = new Sql(pool, database.settings().dialect(), database.settings().timeout(), 4)) {
      sql.run("make a table", h -> h.execute("create table few (id integer primary key)"));
      Optional<String> refused = Optional.empty();
      try {
        sql.read("cheat", h -> h.execute("insert into few values (3)"));
      } catch (StoreException e) {
        refused = Optional.of(String.valueOf(e.getMessage()));
      }
      assertThat(refused.isEmpty()).isEqualTo(alone());
    }
  }
}
