package org.liniya.sip.trunk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.liniya.call.PhoneNumber;

/**
 * Counts the calls out over one trunk: in progress, and begun within the last 60 minutes. Judging
 * and counting are one step, so that two calls cannot both take the last place. Thread-safe; keeps
 * at most as many times as the limit an hour.
 */
public final class OutCount {

  private static final Duration HOUR = Duration.ofHours(1);

  private final Deque<Duration> begun = new ArrayDeque<>();
  private int inProgress;

  /**
   * Takes a place when the number is allowed; then {@link #ended} is owed.
   *
   * @param rules those that hold now; what was begun under others counts
   * @param now monotonic time
   */
  public synchronized DialRule.Verdict begin(OutRules rules, PhoneNumber number, Duration now) {
    forget(now);
    DialRule.Verdict verdict =
        DialRule.judge(rules, number, new DialRule.Usage(inProgress, begun.size()));
    if (verdict instanceof DialRule.Verdict.Allowed) {
      inProgress++;
      if (begun.size() < rules.anHour()) { // an exact number may pass the limit
        begun.addLast(now);
      }
    }
    return verdict;
  }

  /** A call that had begun is over. */
  public synchronized void ended() {
    inProgress--;
  }

  public synchronized int inProgress() {
    return inProgress;
  }

  private void forget(Duration now) {
    while (!begun.isEmpty() && begun.getFirst().plus(HOUR).compareTo(now) <= 0) {
      begun.removeFirst();
    }
  }
}
