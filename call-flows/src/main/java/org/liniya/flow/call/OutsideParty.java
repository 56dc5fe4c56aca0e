package org.liniya.flow.call;

import java.util.function.Consumer;
import org.liniya.call.EndCause;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Leg;

/**
 * What is heard of a number outside on behalf of one call, until the call does not want to hear it
 * any more; an answer after that is hung up. Thread-safe: results and signals come on the front
 * end's threads.
 */
final class OutsideParty {

  private final long attempt;
  private final Consumer<Signal> inbox;
  private boolean wanted = true;

  /**
   * @param attempt tells its news from those of other attempts of the call
   */
  OutsideParty(long attempt, Consumer<Signal> inbox) {
    this.attempt = attempt;
    this.inbox = inbox;
  }

  /** Whether news are of this party. */
  boolean is(long ofAttempt) {
    return attempt == ofAttempt;
  }

  /** What becomes of dialling. */
  void result(Dialer.Result result) {
    switch (result) {
      case Dialer.Result.Ringing _ -> tell(news(new Signal.Outside.Ringing()));
      case Dialer.Result.Answered(Leg leg) -> {
        if (!tell(news(new Signal.Outside.Answered(leg)))) {
          leg.hangUp(EndCause.NORMAL); // quicker than the withdrawal
        }
      }
      case Dialer.Result.Failed(EndCause cause) -> tell(news(new Signal.Outside.Failed(cause)));
    }
  }

  /** A signal of the party's leg. */
  void signal(Signal signal) {
    switch (signal) {
      case Signal.LegEnded ended -> tell(news(new Signal.Outside.Left(ended.cause())));
      case Signal.HoldChanged held -> tell(held);
      // a consulted colleague who goes before the queues know whom they serve now
      case Signal.OperatorLeft left -> tell(left);
      case Signal.TransferAsked asked -> asked.transfer().failed(EndCause.DECLINED);
      default -> {} // keys and the like mean nothing to the caller's call
    }
  }

  /**
   * From now on its news are dropped: the call is ending that leg itself, or is over. What was told
   * before lies in the inbox by now.
   */
  synchronized void forget() {
    wanted = false;
  }

  private Signal news(Signal.Outside.News news) {
    return new Signal.Outside(attempt, news);
  }

  private synchronized boolean tell(Signal signal) {
    if (wanted) {
      inbox.accept(signal);
    }
    return wanted;
  }
}
