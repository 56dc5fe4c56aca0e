package org.liniya.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.liniya.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An advisory lock on a PostgreSQL database's schema, held by a connection of its own as long as
 * the server runs. A thread takes it again when the connection was lost; it goes with the process,
 * however that ends, and within half a minute when the whole machine is gone. Thread-safe.
 */
final class AdvisoryLock implements SoleUse {
  private static final Logger LOG = LoggerFactory.getLogger(AdvisoryLock.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  private static final long ASK_AGAIN_MS = 100;

  /** Lets the database server notice soon that our machine is gone. */
  private static final String NOTICE_SOON =
      "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3";

  private static final String TAKE =
      "select pg_try_advisory_lock("
          + PostgreSql.OUR_LOCKS
          + ", hashtext(coalesce(current_schema(), '')))";

  private final String url;
  private final Properties properties;
  private final int seconds;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean held; // as the thread last saw it
  private Optional<Connection> connection = Optional.empty(); // the thread's, once it runs

  private AdvisoryLock(String url, StoreSettings settings) {
    this.url = url;
    this.seconds = (int) Math.max(1, settings.timeout().toSeconds());
    this.properties = new Properties();
    properties.setProperty("user", settings.user());
    properties.setProperty("password", settings.password().reveal());
    properties.setProperty("ApplicationName", "liniya lock");
    properties.setProperty("connectTimeout", String.valueOf(seconds));
    properties.setProperty("socketTimeout", String.valueOf(2 * seconds));
    properties.setProperty("tcpKeepAlive", "true");
    this.thread = Thread.ofPlatform().name("store-lock").daemon().unstarted(this::watch);
  }

  /**
   * Takes the lock, trying as long as the settings let anybody wait: the last server's connection
   * may just be ending.
   *
   * @throws StoreException when another process holds it
   */
  static AdvisoryLock take(String url, StoreSettings settings, String place) {
    AdvisoryLock lock = new AdvisoryLock(url, settings);
    long end = System.nanoTime() + settings.timeout().toNanos();
    try {
      while (!lock.isStillOurs()) {
        if (System.nanoTime() - end > 0 || lock.pause(ASK_AGAIN_MS)) {
          throw new StoreException(
              "the database "
                  + place
                  + " is in use by another process; is another server running?");
        }
      }
    } catch (SQLException | RuntimeException e) {
      lock.disconnect();
      throw Faults.translate("lock the database " + place, e);
    }
    lock.held = true;
    lock.thread.start();
    return lock;
  }

  @Override
  public boolean held() {
    return held;
  }

  private void watch() {
    while (!pause(LOOK_EVERY.toMillis())) {
      boolean now = look();
      if (held && !now) {
        LOG.error("the lock on the database is lost; is another server running?");
      } else if (!held && now) {
        LOG.info("the database is locked again");
      }
      held = now;
    }
    disconnect();
  }

  private boolean look() {
    try {
      return isStillOurs();
    } catch (SQLException | RuntimeException e) {
      disconnect();
      return false; // the database is away; others say so in the log
    }
  }

  private boolean isStillOurs() throws SQLException {
    if (connection.isPresent() && held) {
      if (connection.get().isValid(seconds)) {
        return true;
      }
      disconnect();
    }
    if (connection.isEmpty()) {
      connection = Optional.of(DriverManager.getConnection(url, properties));
    }
    try (var statement = connection.get().createStatement()) {
      statement.execute(NOTICE_SOON);
      try (var row = statement.executeQuery(TAKE)) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private void disconnect() {
    Optional<Connection> old = connection;
    connection = Optional.empty();
    if (old.isPresent()) {
      try {
        old.get().close();
      } catch (SQLException e) {
        LOG.atDebug().setCause(e).log("closing a broken connection");
      }
    }
  }

  /** True when it is to end. */
  private boolean pause(long milliseconds) {
    try {
      return closing.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(Duration.ofSeconds(3L * seconds));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
