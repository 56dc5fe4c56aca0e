package org.liniya.server.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.liniya.acd.WakeKey;
import org.liniya.port.Time;

/**
 * The deadlines that the ACD asked for, on the monotonic clock. Runs only on the {@code acd}
 * thread.
 */
final class WakeUps {

  private record Due(Duration elapsed, WakeKey key) {}

  private final Time time;
  private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparing(Due::elapsed));

  WakeUps(Time time) {
    this.time = time;
  }

  /**
   * {@code at} is wall-clock time; what counts is how far away it is now, so that a clock set anew
   * moves no deadline.
   */
  void add(WakeKey key, Instant at) {
    queue.add(new Due(time.elapsed().plus(Duration.between(time.now(), at)), key));
  }

  /** How long until the next one is due; a minute when there is none. */
  Duration untilNext() {
    Due next = queue.peek();
    if (next == null) {
      return Duration.ofMinutes(1);
    }
    Duration left = next.elapsed().minus(time.elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Removes and returns all that are due now. */
  List<WakeKey> due() {
    List<WakeKey> keys = new ArrayList<>();
    Duration now = time.elapsed();
    for (Due next = queue.peek();
        next != null && next.elapsed().compareTo(now) <= 0;
        next = queue.peek()) {
      keys.add(queue.remove().key());
    }
    return keys;
  }
}
