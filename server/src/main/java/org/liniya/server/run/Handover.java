package org.liniya.server.run;

import java.util.Optional;
import java.util.function.Consumer;
import org.liniya.call.Signal;
import org.liniya.port.Consultations;
import org.liniya.port.Leg;

/**
 * Whose the far party of an operator's own call is: the call's, or a transfer's that has taken it
 * over. Thread-safe: the call's thread, the taker's and the front end's meet here, and no signal of
 * the far party gets lost among them.
 *
 * <pre>
 *                        +--------- part() -------+
 *                        v                        |
 *  Calling --talk()--> Talking ---- join() ---> Joined
 *     |                  +--- giveUp() -----------+------> Given
 *     +------------------+--- finish() -----------+------> Over
 * </pre>
 */
final class Handover {

  /** How it stands. */
  private sealed interface Stand {
    record Calling() implements Stand {}

    record Talking(FarParty far, Leg.Bridging bridging) implements Stand {}

    /** All talk with a caller: who hears whom is the business of the caller's call. */
    record Joined(FarParty far, Runnable leave) implements Stand {}

    record Given(Consumer<Signal> signals) implements Stand {}

    record Over() implements Stand {}
  }

  private final DeskInbox inbox;
  private Stand stand = new Stand.Calling();

  /** Empty of anyone; what happens goes to {@code inbox}. */
  Handover(DeskInbox inbox) {
    this.inbox = inbox;
  }

  /** The two hear each other from now on. */
  synchronized void talk(Leg own, FarParty far) {
    stand = new Stand.Talking(far, own.bridge(far.leg()));
  }

  /** Gives the far party away, once; empty when there is none (any more). */
  synchronized Optional<Consultations.Taken> giveUp(Consumer<Signal> signals) {
    return switch (stand) {
      case Stand.Talking(FarParty far, Leg.Bridging bridging) -> {
        bridging.stop();
        yield Optional.of(given(far, signals));
      }
      case Stand.Joined(FarParty far, Runnable _) -> Optional.of(given(far, signals));
      case Stand.Calling _, Stand.Given _, Stand.Over _ -> Optional.empty();
    };
  }

  private Consultations.Taken given(FarParty far, Consumer<Signal> signals) {
    stand = new Stand.Given(signals);
    inbox.post(new DeskInbox.Event.TakenOver());
    return far.taken();
  }

  /**
   * The two are to talk with a caller too; empty when they do not talk, or do so already.
   *
   * @param leave says that the far party is gone
   */
  synchronized Optional<FarParty> join(Runnable leave) {
    if (!(stand instanceof Stand.Talking(FarParty far, Leg.Bridging _))) {
      return Optional.empty();
    }
    stand = new Stand.Joined(far, leave);
    return Optional.of(far);
  }

  /** The conference is over, or has not come about: the two have only one another again. */
  synchronized void part(Leg own) {
    if (stand instanceof Stand.Joined(FarParty far, Runnable _)) {
      talk(own, far);
      inbox.post(new DeskInbox.Event.Parted());
    }
  }

  /** Whether the two talk, with nobody else. */
  synchronized boolean talking() {
    return stand instanceof Stand.Talking;
  }

  /** Whether all talk with a caller. */
  synchronized boolean joined() {
    return stand instanceof Stand.Joined;
  }

  /** Something of the far party: to the call, or to whoever has taken it over. */
  synchronized void ofFar(Signal signal) {
    if (stand instanceof Stand.Given(Consumer<Signal> signals)) {
      signals.accept(signal);
    } else {
      inbox.post(signal);
    }
  }

  /** What the call had read before it knew that the far party belongs to another. */
  synchronized void passOn(FarParty far, Signal signal) {
    boolean means = far.left(signal).isPresent() || signal instanceof Signal.TransferAsked;
    if (means && stand instanceof Stand.Given(Consumer<Signal> signals)) {
      signals.accept(signal);
    }
  }

  synchronized boolean given() {
    return stand instanceof Stand.Given;
  }

  /** From now on nobody can take the far party; false when it has been taken. */
  synchronized boolean finish() {
    switch (stand) {
      case Stand.Given _ -> {
        return false;
      }
      case Stand.Joined(FarParty _, Runnable leave) -> leave.run();
      case Stand.Calling _, Stand.Talking _, Stand.Over _ -> {}
    }
    stand = new Stand.Over();
    return true;
  }
}
