package org.liniya.sip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts wrong passwords by source address, so that guessing is slow however many guesses are sent
 * at once: an address may be wrong {@value #FREE} times, then once in {@value #SECONDS_EACH}
 * seconds; what goes beyond that is not even judged. A lock-out slows down and never shuts out: it
 * melts with time alone. Thread-safe; remembers a bounded number of addresses.
 */
final class Guesses {

  static final int FREE = 10;
  static final int SECONDS_EACH = 6;

  private static final int SOURCES = 10_000;
  private static final Duration EACH = Duration.ofSeconds(SECONDS_EACH);
  private static final Duration STEP = Duration.ofMillis(500);
  private static final int MOST_STEPS = 8;

  /** How an address stands: its debt at a time. */
  private record Debt(double wrong, Duration at) {
    double left(Duration now) {
      double melted = (double) now.minus(at).toMillis() / EACH.toMillis();
      return Math.max(0, wrong - melted);
    }
  }

  private final Map<InetAddress, Debt> debts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Debt> eldest) {
          return size() > SOURCES;
        }
      };

  /**
   * Whether a password from {@code source} may be judged now.
   *
   * @param now monotonic time
   */
  synchronized boolean allowed(InetAddress source, Duration now) {
    return debt(source, now) < FREE;
  }

  /** A wrong password has come; gives back how long its refusal is to be held back. */
  synchronized Duration wrong(InetAddress source, Duration now) {
    double debt = debt(source, now) + 1;
    debts.remove(source); // the eldest is the one that was wrong longest ago
    debts.put(source, new Debt(debt, now));
    return STEP.multipliedBy(Math.min((int) Math.ceil(debt), MOST_STEPS));
  }

  /** The longest that a refusal is held back. */
  static Duration longest() {
    return STEP.multipliedBy(MOST_STEPS);
  }

  private double debt(InetAddress source, Duration now) {
    Debt debt = debts.get(source);
    return debt == null ? 0 : debt.left(now);
  }
}
