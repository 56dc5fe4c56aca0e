package org.liniya.server.run;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.liniya.port.StoreException;
import org.liniya.port.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes once a day, at the hour that is laid down, what has been kept long enough; at the start
 * it finishes what the last stop cut off. One virtual thread of its own.
 */
final class RetentionClock implements AutoCloseable {

  /** The wall clock may be set: it is looked at so often at least. */
  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(RetentionClock.class);

  private final RetentionSweep sweep;
  private final LocalTime at;
  private final ZoneId zone;
  private final Time time;
  private final Thread thread;

  private RetentionClock(RetentionSweep sweep, LocalTime at, ZoneId zone, Time time) {
    this.sweep = sweep;
    this.at = at;
    this.zone = zone;
    this.time = time;
    this.thread = Thread.ofVirtual().name("retention").unstarted(this::run);
  }

  /**
   * Starts it.
   *
   * @param at when a day's deletion begins, in {@code zone}
   */
  static RetentionClock start(RetentionSweep sweep, LocalTime at, ZoneId zone, Time time) {
    RetentionClock clock = new RetentionClock(sweep, at, zone, time);
    clock.thread.start();
    return clock;
  }

  /** The next time that it is {@code at}, after {@code now}. */
  static Instant next(Instant now, LocalTime at, ZoneId zone) {
    ZonedDateTime local = now.atZone(zone);
    Instant today = local.toLocalDate().atTime(at).atZone(zone).toInstant();
    return today.isAfter(now)
        ? today
        : local.toLocalDate().plusDays(1).atTime(at).atZone(zone).toInstant();
  }

  private void run() {
    attempt(sweep::finish);
    Instant next = next(time.now(), at, zone);
    while (!Thread.currentThread().isInterrupted()) {
      Duration left = Duration.between(time.now(), next);
      if (!left.isPositive()) {
        attempt(this::sweep);
        next = next(time.now(), at, zone);
      } else if (!slept(left.compareTo(LONGEST_SLEEP) < 0 ? left : LONGEST_SLEEP)) {
        return;
      }
    }
  }

  private void sweep() {
    int deleted = sweep.run();
    LOG.atInfo().addKeyValue("deleted", deleted).log("the day's deletion is done");
  }

  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (StoreException e) {
      LOG.atError().setCause(e).log("the day's deletion was broken off; it goes on tomorrow");
    }
  }

  private static boolean slept(Duration span) {
    try {
      Thread.sleep(span);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
