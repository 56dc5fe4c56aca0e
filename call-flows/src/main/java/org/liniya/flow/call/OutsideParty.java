package org.liniya.flow.call;

import java.util.function.Consumer;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;

/**
 * What is heard of a number outside on behalf of one call, until the call does not want to hear it
 * any more. Thread-safe: results and signals come on the front end's threads.
 */
final class OutsideParty {

  private final Consumer<Signal> inbox;
  private volatile boolean wanted = true;

  OutsideParty(Consumer<Signal> inbox) {
    this.inbox = inbox;
  }

  /** What becomes of dialling. */
  void result(Dialer.Result result) {
    tell(
        switch (result) {
          case Dialer.Result.Ringing _ -> new Signal.Outside.Ringing();
          case Dialer.Result.Answered(var leg) -> new Signal.Outside.Answered(leg);
          case Dialer.Result.Failed(var cause) -> new Signal.Outside.Failed(cause);
        });
  }

  /** A signal of the party's leg. */
  void signal(Signal signal) {
    switch (signal) {
      case Signal.LegEnded ended -> tell(new Signal.Outside.Left(ended.cause()));
      case Signal.HoldChanged held when wanted -> inbox.accept(held);
      default -> {} // keys and the like mean nothing to the caller's call
    }
  }

  /** From now on its news are dropped: the call is ending that leg itself, or is over. */
  void forget() {
    wanted = false;
  }

  private void tell(Signal.Outside.News news) {
    if (wanted) {
      inbox.accept(new Signal.Outside(news));
    }
  }
}
