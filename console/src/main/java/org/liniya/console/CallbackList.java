package org.liniya.console;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liniya.port.Callbacks.Standing;

/** The callbacks as people who answer for the line see them. Thread-safe; blocks on the store. */
@FunctionalInterface
public interface CallbackList {

  /** Those that are over too, the newest first. */
  List<View> latest(int limit);

  /**
   * One of them.
   *
   * @param why what it waits for, or why it is over
   * @param next when it may be tried next; empty when that is not known, or it is over
   */
  record View(Standing callback, String why, Optional<Instant> next) {}
}
