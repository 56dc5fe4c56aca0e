package org.liniya.sip;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.liniya.sip.wire.Incoming;

/**
 * Stands before the sorters, on the wire's thread: under a flood, requests inside dialogs and of
 * registered telephones go on and strangers wait outside. Thread-safe; never blocks.
 */
final class Door {

  /** Waiting requests from which on strangers are turned away. */
  static final int CROWDED = 2_000;

  /** Waiting requests from which on everyone is: they come again (RFC 3261 section 17). */
  static final int FULL = 20_000;

  /** Of a request that was let in. */
  @FunctionalInterface
  interface Pass {

    /** It has been looked at, and waits no more. */
    void used();
  }

  private final Admission admission;
  private final Predicate<Incoming> inside;
  private final Function<Incoming, Optional<String>> telephone;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param inside whether a request belongs to a dialog or an INVITE that we know
   * @param telephone the name of the registered telephone that a request comes from, if any
   */
  Door(
      Admission admission,
      Predicate<Incoming> inside,
      Function<Incoming, Optional<String>> telephone) {
    this.admission = admission;
    this.inside = inside;
    this.telephone = telephone;
  }

  /** Lets a request in to be looked at, or not. */
  Optional<Pass> opens(Incoming incoming) {
    int crowd = waiting.get();
    if (crowd >= FULL) {
      return Optional.empty();
    }
    if (inside.test(incoming)) {
      return Optional.of(counted());
    }
    boolean lost = incoming.toTag().isPresent();
    if (turnedAway(incoming, lost, crowd)) {
      return Optional.empty();
    }
    // A few 481 are no work: whoever makes up dialogs does not make us look overloaded.
    return Optional.of(lost ? () -> {} : counted());
  }

  private Pass counted() {
    waiting.incrementAndGet();
    return waiting::decrementAndGet;
  }

  /** How many wait. */
  int waiting() {
    return waiting.get();
  }

  /**
   * @param lost whether it claims a dialog that we do not know
   */
  private boolean turnedAway(Incoming incoming, boolean lost, int crowd) {
    if (incoming.method().equals("ACK")) {
      return true; // nothing is due for one that belongs to nothing
    }
    if (crowd >= CROWDED && telephone.apply(incoming).isEmpty()) {
      return true;
    }
    boolean call = incoming.method().equals("INVITE") && !lost; // those are counted as calls
    return !call
        && !admission.request(incoming.source().getAddress(), () -> telephone.apply(incoming));
  }
}
