package org.liniya.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a database server twice a second whether it is there, over a connection of its own, and
 * tells the {@link Breaker}: so nobody finds that out by waiting, and a statement that takes its
 * time is no alarm. Within {@link #BEAT} and {@link #PATIENCE} of its falling silent every caller
 * who waits for it is let go. Thread-safe; one platform thread, {@code store-pulse}.
 */
final class Pulse implements AutoCloseable {

  static final Duration BEAT = Duration.ofMillis(500);

  /** A server that takes longer for nothing at all is as good as away. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

  private final String url;
  private final Properties properties = new Properties();
  private final Breaker breaker;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private Optional<Connection> connection = Optional.empty(); // the thread's

  private Pulse(String url, String user, String password, Breaker breaker) {
    this.url = url;
    this.breaker = breaker;
    String seconds = String.valueOf(PATIENCE.toSeconds());
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "liniya pulse");
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("loginTimeout", seconds);
    properties.setProperty("socketTimeout", seconds);
    this.thread = Thread.ofPlatform().name("store-pulse").daemon().unstarted(this::run);
  }

  /** Begins to ask; the database must be there. */
  static Pulse start(String url, String user, String password, Breaker breaker) {
    Pulse pulse = new Pulse(url, user, password, breaker);
    pulse.thread.start();
    return pulse;
  }

  private void run() {
    boolean there = true;
    while (!closed()) {
      boolean now = beats();
      if (now) {
        breaker.back();
      } else {
        breaker.away();
      }
      if (there != now) {
        LOG.atWarn().log(now ? "the database answers again" : "the database does not answer");
      }
      there = now;
    }
    disconnect();
  }

  private boolean closed() {
    try {
      return closing.await(BEAT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  private boolean beats() {
    long began = System.nanoTime();
    try {
      if (connection.isPresent() && connection.get().isValid((int) PATIENCE.toSeconds())) {
        return true;
      }
      disconnect();
      if (System.nanoTime() - began > PATIENCE.toNanos() / 2) {
        return false; // it was silent: who waits is not to wait for a second try
      }
      connection = Optional.of(DriverManager.getConnection(url, properties));
      return true;
    } catch (SQLException e) {
      disconnect();
      return false;
    }
  }

  private void disconnect() {
    Optional<Connection> old = connection;
    connection = Optional.empty();
    if (old.isPresent()) {
      try {
        old.get().abort(Runnable::run);
      } catch (SQLException e) {
        LOG.atDebug().setCause(e).log("closing a broken connection");
      }
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(PATIENCE.multipliedBy(3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
