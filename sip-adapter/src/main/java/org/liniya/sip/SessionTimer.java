package org.liniya.sip;

import java.time.Duration;
import java.util.Optional;
import org.liniya.sip.SessionTerms.Refresher;

/**
 * Watches that a session is refreshed in time, or has it refreshed (RFC 4028 sections 7 to 10).
 * Belongs to its leg and runs in the leg's mailbox.
 */
final class SessionTimer {

  /** An expiry is acted on so long before it (section 10). */
  private static final Duration EARLY = Duration.ofSeconds(32);

  private final Timers timers;
  private final Mailbox mailbox;
  private final Runnable refreshing;
  private final Runnable expired;
  private Timers.Timer refresh = () -> {};
  private Timers.Timer expiry = () -> {};
  private Optional<SessionTerms> terms = Optional.empty();

  /**
   * @param refreshing runs when it is time for us to refresh the session
   * @param expired runs when nobody has refreshed it
   */
  SessionTimer(Timers timers, Mailbox mailbox, Runnable refreshing, Runnable expired) {
    this.timers = timers;
    this.mailbox = mailbox;
    this.refreshing = refreshing;
    this.expired = expired;
  }

  /** The session has begun or was refreshed under these terms; without terms it never expires. */
  void begin(Optional<SessionTerms> agreed) {
    stop();
    terms = agreed;
    agreed.ifPresent(this::run);
  }

  private void run(SessionTerms agreed) {
    Duration interval = agreed.interval();
    if (agreed.refresher() == Refresher.US) {
      refresh = timers.after(interval.dividedBy(2), mailbox, refreshing);
      expiry = timers.after(interval, mailbox, expired);
    } else {
      Duration third = interval.dividedBy(3);
      Duration early = third.compareTo(EARLY) < 0 ? third : EARLY;
      expiry = timers.after(interval.minus(early), mailbox, expired);
    }
  }

  Optional<SessionTerms> terms() {
    return terms;
  }

  void stop() {
    refresh.cancel();
    expiry.cancel();
  }
}
