package org.liniya.sip;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.liniya.call.Key;

/**
 * Counts a key once when a telephone sends it twice, in RTP (RFC 4733) and as INFO: a key of one
 * way is a twin when the same key of the other way came less than a second before and had no twin
 * yet. Belongs to one leg and its mailbox.
 */
final class KeyTwins {

  private static final Duration WINDOW = Duration.ofSeconds(1);
  private static final int KEPT = 32;

  /** The way by which a key came. */
  enum Way {
    RTP,
    INFO
  }

  private record Press(Key key, Way way, Duration at) {}

  private final Deque<Press> single = new ArrayDeque<>();

  /**
   * Whether this is a new key press.
   *
   * @param at monotonic time
   */
  boolean isNew(Key key, Way way, Duration at) {
    single.removeIf(press -> press.at().plus(WINDOW).compareTo(at) < 0);
    for (Press press : single) {
      if (press.way() != way && press.key().equals(key)) {
        single.remove(press);
        return false;
      }
    }
    if (single.size() == KEPT) {
      single.removeFirst();
    }
    single.addLast(new Press(key, way, at));
    return true;
  }
}
