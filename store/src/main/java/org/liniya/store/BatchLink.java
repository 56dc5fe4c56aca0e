package org.liniya.store;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the database took the last batch of a {@link BatchWriter}, and when the next may be
 * tried. Not thread-safe: used under the writer's lock only.
 */
final class BatchLink {

  private static final Logger LOG = LoggerFactory.getLogger(BatchLink.class);
  private static final Duration RETRY = Duration.ofMillis(100);

  /** Times are those of {@link System#nanoTime}. */
  private sealed interface State {
    record Up() implements State {}

    record Away(long since, long retryAt) implements State {}
  }

  private final String writer;
  private State state = new State.Up();

  /**
   * @param writer its name, for the log
   */
  BatchLink(String writer) {
    this.writer = writer;
  }

  boolean isUp() {
    return state instanceof State.Up;
  }

  /** How long the database is to be left alone, in nanoseconds; 0 when it may be tried. */
  long pause(long now) {
    return state instanceof State.Away(long _, long retryAt) ? Math.max(0, retryAt - now) : 0;
  }

  /** A batch has failed, and not because of what was in it. */
  void failed(RuntimeException fault) {
    long now = System.nanoTime();
    long since = now;
    if (state instanceof State.Away(long before, long _)) {
      since = before;
    } else {
      LOG.atWarn().addKeyValue("writer", writer).setCause(fault).log("the database is away");
    }
    state = new State.Away(since, now + RETRY.toNanos());
  }

  /**
   * A batch stands; whether the database was away before.
   *
   * @param waiting how many items have gathered
   * @param dropped how many did not fit
   */
  boolean worked(int waiting, long dropped) {
    if (!(state instanceof State.Away(long since, long _))) {
      return false;
    }
    LOG.atInfo()
        .addKeyValue("writer", writer)
        .addKeyValue("awayMs", (System.nanoTime() - since) / 1_000_000)
        .addKeyValue("waiting", waiting)
        .addKeyValue("dropped", dropped)
        .log("the database is back");
    state = new State.Up();
    return true;
  }
}
