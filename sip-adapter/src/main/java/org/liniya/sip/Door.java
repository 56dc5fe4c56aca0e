package org.liniya.sip;

import java.util.concurrent.atomic.AtomicInteger;
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

  private final Admission admission;
  private final Predicate<Incoming> known;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param known whether a request comes from a telephone that an operator has registered
   */
  Door(Admission admission, Predicate<Incoming> known) {
    this.admission = admission;
    this.known = known;
  }

  /** Whether the request is looked at; if so, {@link #passed} is owed. */
  boolean opens(Incoming incoming) {
    int crowd = waiting.get();
    if (crowd >= FULL || (!inside(incoming) && turnedAway(incoming, crowd))) {
      return false;
    }
    waiting.incrementAndGet();
    return true;
  }

  /** One that was let in has been looked at. */
  void passed() {
    waiting.decrementAndGet();
  }

  /** How many wait. */
  int waiting() {
    return waiting.get();
  }

  private boolean turnedAway(Incoming incoming, int crowd) {
    if (crowd >= CROWDED && !known.test(incoming)) {
      return true;
    }
    return !incoming.method().equals("INVITE") // those are counted as calls
        && !admission.request(incoming.source().getAddress(), () -> known.test(incoming));
  }

  private static boolean inside(Incoming incoming) {
    return incoming.toTag().isPresent()
        || incoming.method().equals("ACK")
        || incoming.method().equals("CANCEL");
  }
}
