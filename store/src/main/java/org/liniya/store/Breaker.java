package org.liniya.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.liniya.port.StoreException;

/**
 * Keeps callers from waiting for a database that is away or hangs: after one attempt that waited in
 * vain, further ones fail at once, but for one every {@link #REST} that looks whether it is back.
 * So a caller on the telephone waits once, and not again for each thing that is to be stored. Where
 * a {@link Pulse} looks after the database, nobody waits for longer than that needs to notice.
 * Thread-safe.
 */
final class Breaker {

  static final Duration REST = Duration.ofSeconds(2);

  private static final long CLOSED = 0;

  private final Duration timeout;
  private final LongSupplier nanoTime;

  /** When the next attempt may look; {@link #CLOSED} while the database answers. */
  private final AtomicLong next = new AtomicLong(CLOSED);

  private final List<Runnable> whenAway = new CopyOnWriteArrayList<>();
  private volatile Pulsing pulse = Pulsing.BEATS;

  private enum Pulsing {
    BEATS,
    GONE
  }

  /**
   * @param timeout how long an attempt waits
   */
  Breaker(Duration timeout, LongSupplier nanoTime) {
    this.timeout = timeout;
    this.nanoTime = nanoTime;
  }

  /**
   * To be called before an attempt; gives when that began, for {@link #failed}.
   *
   * @throws StoreException when the database did not answer a moment ago
   */
  long begin(String what) {
    if (isAway()) {
      throw new StoreException("cannot " + what + ": the database is away");
    }
    long now = nanoTime.getAsLong();
    long allowed = next.get();
    if (allowed != CLOSED
        && (now - allowed < 0 || !next.compareAndSet(allowed, after(now, timeout)))) {
      throw new StoreException("cannot " + what + ": the database did not answer a moment ago");
    }
    return now;
  }

  /** Whoever looks after the database's {@link Pulse} has found that it does not answer. */
  void away() {
    if (pulse == Pulsing.BEATS) {
      pulse = Pulsing.GONE;
      whenAway.forEach(Runnable::run);
    }
  }

  /** It answers again. */
  void back() {
    if (pulse == Pulsing.GONE) {
      next.set(CLOSED);
      pulse = Pulsing.BEATS;
    }
  }

  boolean isAway() {
    return pulse == Pulsing.GONE;
  }

  /** Has those who wait for the database told when it goes away; runs on the pulse's thread. */
  void whenAway(Runnable told) {
    whenAway.add(told);
  }

  /** The database has done what was asked. */
  void worked() {
    if (next.get() != CLOSED) {
      next.set(CLOSED);
    }
  }

  /** It has not; when that took long, which is what it gives, it is not there. */
  boolean failed(long began) {
    long now = nanoTime.getAsLong();
    boolean inVain = now - began > timeout.toNanos() / 2;
    if (inVain || next.get() != CLOSED) {
      next.set(after(now, REST));
    }
    return inVain;
  }

  private static long after(long now, Duration span) {
    return (now + span.toNanos()) | 1; // never CLOSED
  }
}
