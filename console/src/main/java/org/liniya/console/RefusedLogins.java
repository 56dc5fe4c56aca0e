package org.liniya.console;

import java.time.Duration;
import java.time.Instant;
import org.liniya.port.Audit;
import org.liniya.port.StoreException;
import org.liniya.port.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts refused tokens into the audit: the first at once, then one row a minute with how many there
 * were, so that a flood of guesses does not fill the disk. Thread-safe.
 */
final class RefusedLogins {

  static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(RefusedLogins.class);

  private final Audit audit;
  private final Time time;
  private Instant quietUntil = Instant.MIN;
  private long untold;

  RefusedLogins(Audit audit, Time time) {
    this.audit = audit;
    this.time = time;
  }

  /** A token was wrong; {@code address} is the sender's. */
  void note(String address) {
    long before;
    synchronized (this) {
      Instant now = time.now();
      if (now.isBefore(quietUntil)) {
        untold++;
        return;
      }
      quietUntil = now.plus(AT_MOST_EVERY);
      before = untold;
      untold = 0;
    }
    try {
      audit.write(
          new Audit.Entry(
              time.now(),
              "-",
              "login-refused",
              "api",
              "from " + address + (before == 0 ? "" : ", and " + before + " before")));
    } catch (StoreException e) {
      LOG.atWarn().setCause(e).log("a refused login is not in the audit");
    }
  }
}
