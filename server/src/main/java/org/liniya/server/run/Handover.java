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
 *  Calling --talk()--> Talking --giveUp()--> Given
 *     |                  |
 *     +---- finish() ----+------> Over
 * </pre>
 */
final class Handover {

  /** How it stands. */
  private sealed interface Stand {
    record Calling() implements Stand {}

    record Talking(FarParty far, Leg.Bridging bridging) implements Stand {}

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
    if (!(stand instanceof Stand.Talking(FarParty far, Leg.Bridging bridging))) {
      return Optional.empty();
    }
    bridging.stop();
    stand = new Stand.Given(signals);
    inbox.post(new DeskInbox.Event.TakenOver());
    return Optional.of(far.taken());
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
    if (far.left(signal).isPresent() && stand instanceof Stand.Given(Consumer<Signal> signals)) {
      signals.accept(signal);
    }
  }

  synchronized boolean given() {
    return stand instanceof Stand.Given;
  }

  /** From now on nobody can take the far party; false when it has been taken. */
  synchronized boolean finish() {
    if (stand instanceof Stand.Given) {
      return false;
    }
    stand = new Stand.Over();
    return true;
  }
}
