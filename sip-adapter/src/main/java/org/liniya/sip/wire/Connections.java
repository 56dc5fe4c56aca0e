package org.liniya.sip.wire;

import java.net.InetAddress;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All connections of a wire: bounds their number and their time. Whoever only connects can hold a
 * bounded number, and the longest silent of them makes room; connections on which somebody has
 * registered or called are never closed for the sake of others. Thread-safe; has a thread of its
 * own that looks through them.
 */
final class Connections implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final long LOOK_EVERY_MS = 250;

  /** One connection, as far as it matters here. */
  interface Connection {
    InetAddress peer();

    Life life();

    /** Sends what waits. */
    void flush();

    void end();
  }

  private final ConnectionLimits limits;
  private final LongSupplier nanoTime;
  private final Set<Connection> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private Thread looking = Thread.ofPlatform().daemon().unstarted(() -> {});

  Connections(ConnectionLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  ConnectionLimits limits() {
    return limits;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /** Looks through them from now on, and does {@code also} every so many seconds. */
  void start(Runnable also, long everySeconds) {
    looking =
        Thread.ofPlatform()
            .daemon()
            .name("sip-connections")
            .start(() -> watch(also, everySeconds * 1_000 / LOOK_EVERY_MS));
  }

  private void watch(Runnable also, long looks) {
    try {
      for (long i = 1; true; i++) {
        Thread.sleep(LOOK_EVERY_MS);
        quietly(this::look);
        if (i % looks == 0) {
          quietly(also);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) { // else it would never be done again
      LOG.atWarn()
          .addKeyValue("fault", e.getClass().getSimpleName())
          .log("connections not seen to");
    }
  }

  /** Whether somebody at {@code source} may open one more; makes room if that helps. */
  boolean admits(InetAddress source) {
    Optional<Connection> leaving;
    synchronized (open) {
      List<Connection> unproven = open.stream().filter(Connections::unproven).toList();
      if (unproven.stream().filter(each -> each.peer().equals(source)).count()
          >= limits.unprovenOfSource()) {
        return false;
      }
      boolean full = open.size() >= limits.total() || unproven.size() >= limits.unproven();
      leaving = full ? longestSilent(unproven) : Optional.empty();
      if (full && leaving.isEmpty()) {
        return false;
      }
      leaving.ifPresent(open::remove);
    }
    leaving.ifPresent(Connection::end);
    return true;
  }

  private Optional<Connection> longestSilent(List<Connection> unproven) {
    long now = now();
    return unproven.stream().max(Comparator.comparingLong(each -> each.life().silentNanos(now)));
  }

  private static boolean unproven(Connection connection) {
    return connection.life().standing() != Life.Standing.PROVEN;
  }

  void opened(Connection connection) {
    synchronized (open) {
      open.add(connection);
    }
  }

  void closed(Connection connection) {
    synchronized (open) {
      open.remove(connection);
    }
  }

  int count() {
    synchronized (open) {
      return open.size();
    }
  }

  /** Ends those whose time is over, and moves on what the others have to send. */
  void look() {
    long now = now();
    for (Connection connection : all()) {
      if (connection.life().overdue(now, limits)) {
        connection.end();
      } else {
        connection.flush();
      }
    }
  }

  private List<Connection> all() {
    synchronized (open) {
      return List.copyOf(open);
    }
  }

  @Override
  public void close() {
    looking.interrupt();
    all().forEach(Connection::end);
  }
}
