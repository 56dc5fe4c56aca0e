package org.liniya.port;

import java.time.Duration;
import java.util.Optional;
import org.liniya.call.Signal;

/**
 * A call's one inbox: signals come out in the order in which they were posted. {@link #post} may be
 * called from any thread and never blocks; {@link #next} only from the call's own thread. Waiting
 * is a port so that tests can make time pass at once.
 */
public interface Inbox {

  /** Adds a signal. Never blocks, never throws; after the call's end signals are dropped. */
  void post(Signal signal);

  /**
   * The next signal, or nothing when {@code wait} went by first. A zero or negative wait only
   * looks.
   *
   * @throws InterruptedException when the call's thread is told to stop
   */
  Optional<Signal> next(Duration wait) throws InterruptedException;
}
