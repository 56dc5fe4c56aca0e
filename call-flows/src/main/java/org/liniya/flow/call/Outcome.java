package org.liniya.flow.call;

import org.liniya.call.EndCause;

/** What came of a step; hanging up is an ordinary outcome. Immutable. */
public sealed interface Outcome {

  /** The step below, or the one that {@code next} names. */
  record Onward() implements Outcome {}

  record Next(Target target) implements Outcome {}

  /** The caller's leg is over. */
  record HungUp(EndCause cause) implements Outcome {}

  /** The server ends this call (it is draining, or the thread was told to stop). */
  record Ordered(String reason) implements Outcome {}

  /** A limit of the line was reached; {@code what} names it. */
  record LimitReached(String what) implements Outcome {}

  /** The flow itself ends the call. */
  record Done(EndCause cause) implements Outcome {
    public Done() {
      this(EndCause.NORMAL);
    }
  }

  /** The step could not be done; {@code reason} holds no personal data. */
  record Failed(String reason) implements Outcome {}

  Outcome ONWARD = new Onward();
}
