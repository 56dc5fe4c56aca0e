package org.liniya.sip;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import org.liniya.call.Key;

/**
 * Counts a key once when a telephone sends it by several ways, in RTP (RFC 4733), as INFO and as
 * tones: a key of one way is a twin when the same key of another way came less than a second before
 * and had no twin of this way yet. Belongs to one leg and its mailbox.
 */
final class KeyTwins {

  private static final Duration WINDOW = Duration.ofSeconds(1);
  private static final int KEPT = 32;

  /** The way by which a key came. */
  enum Way {
    RTP,
    INFO,
    TONES
  }

  /** A press and the ways by which it has come so far. */
  private record Press(Key key, Set<Way> ways, Duration at) {}

  private final Deque<Press> presses = new ArrayDeque<>();

  /**
   * Whether this is a new key press.
   *
   * @param at monotonic time
   */
  boolean isNew(Key key, Way way, Duration at) {
    presses.removeIf(press -> press.at().plus(WINDOW).compareTo(at) < 0);
    for (Press press : presses) {
      if (press.key().equals(key) && press.ways().add(way)) {
        return false;
      }
    }
    if (presses.size() == KEPT) {
      presses.removeFirst();
    }
    presses.addLast(new Press(key, EnumSet.of(way), at));
    return true;
  }
}
