package org.liniya.flow.call;

import java.time.Duration;
import java.util.Optional;
import org.liniya.identity.OneTimeCode;
import org.liniya.person.LookUp;
import org.liniya.port.MessageSender.Channel;

/**
 * The one-time codes that a call had sent: only the last one counts, and there are not many. Runs
 * only on the call's thread; dies with the call.
 */
public final class SentCodes {

  /** More would be a nuisance to whoever gets them, whoever it is that calls. */
  private static final int MOST = 6;

  private Optional<Sent> last = Optional.empty();
  private int sent;

  /**
   * A code that was sent.
   *
   * @param at when, on the clock of {@link CallerLine#now}
   * @param digits how many it has
   */
  public record Sent(LookUp who, Channel by, OneTimeCode code, int digits, Duration at) {

    /** The same after an attempt. */
    public Sent after(OneTimeCode next) {
      return new Sent(who, by, next, digits, at);
    }
  }

  /** Whether another one may be sent; counts it when it may. */
  public boolean another() {
    if (sent == MOST) {
      return false;
    }
    sent++;
    return true;
  }

  /** From now on this is the one that counts. */
  public void remember(Sent now) {
    last = Optional.of(now);
  }

  /** From now on none counts. */
  public void forget() {
    last = Optional.empty();
  }

  /** The last one, when it was sent to this person and can still be tried. */
  public Optional<Sent> last(LookUp who) {
    return last.filter(one -> one.who().equals(who) && one.code().attempts() > 0);
  }
}
