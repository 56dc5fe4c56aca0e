package org.liniya.sip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts wrong passwords by source address and user, so that guessing is slow however many guesses
 * are sent at once, and so that nobody's guesses shut others out behind the same address: a user
 * may be wrong {@value #FREE} times, then once in {@value #SECONDS_EACH} seconds; what goes beyond
 * that is not even judged. An address that was wrong {@value #FREE_OF_SOURCE} times, whoever it
 * said to be, has one guess a minute for each user.
 *
 * <p>A lock-out slows down and never shuts out: it melts with time alone. Users that exist and
 * others are counted alike. Thread-safe; remembers a bounded number of addresses and users.
 */
final class Guesses {

  static final int FREE = 10;
  static final int SECONDS_EACH = 6;
  static final int FREE_OF_SOURCE = 100;

  private static final int REMEMBERED = 10_000;
  private static final int LONGEST_USER = 64;
  private static final Duration EACH = Duration.ofSeconds(SECONDS_EACH);
  private static final Duration EACH_OF_SOURCE = Duration.ofSeconds(1);
  private static final Duration STEP = Duration.ofMillis(500);
  private static final int MOST_STEPS = 8;

  /** How somebody stands: the debt at a time. */
  private record Debt(double wrong, Duration at) {}

  private record Account(InetAddress source, String user) {}

  /** Debts that melt by one in a while; the eldest is the one that was wrong longest ago. */
  private static final class Debts<K> extends LinkedHashMap<K, Debt> {
    private static final long serialVersionUID = 1L;

    private final Duration each;

    Debts(Duration each) {
      this.each = each;
    }

    double left(K whose, Duration now) {
      Debt debt = get(whose);
      return debt == null
          ? 0
          : Math.max(0, debt.wrong() - (double) now.minus(debt.at()).toNanos() / each.toNanos());
    }

    double add(K whose, double more, Duration now) {
      double debt = left(whose, now) + more;
      remove(whose);
      put(whose, new Debt(debt, now));
      return debt;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, Debt> eldest) {
      return size() > REMEMBERED;
    }
  }

  private final Debts<Account> users = new Debts<>(EACH);
  private final Debts<InetAddress> sources = new Debts<>(EACH_OF_SOURCE);

  /**
   * Whether the password of {@code user} from {@code source} may be judged now.
   *
   * @param now monotonic time
   */
  synchronized boolean allowed(InetAddress source, String user, Duration now) {
    double debt = users.left(account(source, user), now);
    return tooMany(source, now) ? debt == 0 : debt < FREE;
  }

  /** A wrong password has come; gives back how long its refusal is to be held back. */
  synchronized Duration wrong(InetAddress source, String user, Duration now) {
    double debt = users.add(account(source, user), tooMany(source, now) ? FREE : 1, now);
    sources.add(source, 1, now);
    return STEP.multipliedBy(Math.min((int) Math.ceil(debt), MOST_STEPS));
  }

  /** The longest that a refusal is held back. */
  static Duration longest() {
    return STEP.multipliedBy(MOST_STEPS);
  }

  private boolean tooMany(InetAddress source, Duration now) {
    return sources.left(source, now) >= FREE_OF_SOURCE;
  }

  private static Account account(InetAddress source, String user) {
    return new Account(source, user.substring(0, Math.min(user.length(), LONGEST_USER)));
  }
}
