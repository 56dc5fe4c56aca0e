package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What is due when. Kept here and looked at before each event, so that a wake-up which is late,
 * doubled or lost changes nothing but the moment at which it is noticed. A deadline that has become
 * pointless stays until it passes: whoever takes it up looks at the state first. Owned by {@link
 * Acd}; not thread-safe.
 */
final class Deadlines {

  private final Turn turn;
  private final PriorityQueue<Deadline> deadlines = new PriorityQueue<>();
  private long made;

  Deadlines(Turn turn) {
    this.turn = turn;
  }

  void wakeIn(Duration delay, WakeKey key) {
    wakeAt(turn.now().plus(delay), key);
  }

  void wakeAt(Instant at, WakeKey key) {
    deadlines.add(new Deadline(at, made++, key));
    turn.add(new AcdEffect.WakeAt(key, at));
  }

  /** Takes the next deadline that has passed. */
  Optional<WakeKey> nextPassed() {
    Deadline next = deadlines.peek();
    if (next == null || next.at().isAfter(turn.now())) {
      return Optional.empty();
    }
    return Optional.of(deadlines.remove().key());
  }
}
