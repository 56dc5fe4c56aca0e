package org.liniya.flow.call;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.Key;

/**
 * The keys that no step has asked for yet, in order (type-ahead), and those that are none for the
 * next step. Times are those of {@link CallerLine#now}. Only on the call's thread.
 */
final class KeysAhead {

  /** Keys that follow one another faster than this are one burst. */
  private static final Duration BURST = Duration.ofMillis(500);

  private final Deque<Key> keys = new ArrayDeque<>();
  private Duration hashSwallowedUntil = Duration.ZERO;
  private Duration burstUntil = Duration.ZERO;

  /** Whether a key that was pressed now counts. */
  boolean counts(Key key, Duration now) {
    if (now.compareTo(burstUntil) < 0) {
      burstUntil = now.plus(BURST);
      return false;
    }
    boolean swallowed = key.equals(Key.HASH) && now.compareTo(hashSwallowedUntil) < 0;
    hashSwallowedUntil = Duration.ZERO;
    return !swallowed;
  }

  void add(Key key) {
    keys.add(key);
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  /** The one that comes next, left where it is. */
  Optional<Key> first() {
    return Optional.ofNullable(keys.peek());
  }

  /** The one that comes next, taken away; empty when there is none. */
  Optional<Key> take() {
    return Optional.ofNullable(keys.poll());
  }

  void drop() {
    keys.clear();
  }

  void dropAllBut(Set<Key> kept) {
    keys.removeIf(key -> !kept.contains(key));
  }

  /** A hash that ends an entry which is complete already is not a key for the next step. */
  void swallowHash(Duration now, Duration within) {
    if (Key.HASH.equals(keys.peek())) {
      keys.remove();
    } else {
      hashSwallowedUntil = now.plus(within);
    }
  }

  /** What was pressed, and what follows in the same burst, is no key for the next step. */
  void swallowBurst(Duration now) {
    keys.clear();
    burstUntil = now.plus(BURST);
  }
}
