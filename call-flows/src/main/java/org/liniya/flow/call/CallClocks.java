package org.liniya.flow.call;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a call, and its part in menus, may still last. Times are those of {@link
 * CallerLine#now}. Only on the call's thread.
 */
final class CallClocks {

  private Duration callEnds;
  private Duration menuLeft;
  private Optional<Duration> menuEnds;

  CallClocks(Duration now, Limits limits) {
    callEnds = now.plus(limits.call());
    menuLeft = limits.menu();
    menuEnds = Optional.of(now.plus(limits.menu()));
  }

  /** The limit that is reached by now, if any. */
  Optional<Outcome> reached(Duration now) {
    if (now.compareTo(callEnds) >= 0) {
      return Optional.of(new Outcome.LimitReached("call"));
    }
    return menuEnds
        .filter(end -> now.compareTo(end) >= 0)
        .map(_ -> new Outcome.LimitReached("menu"));
  }

  /** The deadline, or the limit that comes before it. */
  Duration earliest(Duration deadline) {
    Duration first = deadline.compareTo(callEnds) < 0 ? deadline : callEnds;
    return menuEnds.filter(end -> end.compareTo(first) < 0).orElse(first);
  }

  /** Stops the clock of the menu part. */
  void pauseMenu(Duration now) {
    menuEnds.ifPresent(end -> menuLeft = CallerLine.positive(end.minus(now)));
    menuEnds = Optional.empty();
  }

  void resumeMenu(Duration now) {
    if (menuEnds.isEmpty()) {
      menuEnds = Optional.of(now.plus(menuLeft));
    }
  }

  /** From now on it may last so long, whatever was before. */
  void last(Duration now, Duration time) {
    menuEnds = Optional.empty();
    callEnds = now.plus(time);
  }
}
