package org.liniya.server.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** So many callbacks begin within any minute, and no more. For one thread. */
final class CallbackPace {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final int most;
  private final Deque<Instant> begun = new ArrayDeque<>();

  CallbackPace(int most) {
    this.most = most;
  }

  boolean allows(Instant now) {
    while (!begun.isEmpty() && !begun.getFirst().isAfter(now.minus(MINUTE))) {
      begun.removeFirst();
    }
    return begun.size() < most;
  }

  void begins(Instant now) {
    begun.addLast(now);
  }
}
