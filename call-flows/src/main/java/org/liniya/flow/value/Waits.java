package org.liniya.flow.value;

import java.time.Duration;

/** What wait a caller has to expect, in its first form: by counting. Stateless. */
public final class Waits {

  /** Longer than any span that can be written, and still a duration that CEL can hold. */
  public static final Duration ENDLESS = Duration.ofDays(3_650_000);

  /** What one call takes an operator, as long as nobody measures it. */
  private static final Duration HANDLING = Duration.ofMinutes(4);

  private Waits() {}

  /** The wait of a further caller. */
  public static Duration estimate(int waiting, int ready, int loggedIn) {
    if (loggedIn == 0) {
      return ENDLESS;
    }
    return ready > waiting
        ? Duration.ZERO
        : HANDLING.multipliedBy(waiting - ready + 1L).dividedBy(loggedIn);
  }
}
