package org.liniya.server.service;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Leaves a service alone that is not well: after {@link #FAILURES} failures running nobody asks it
 * for {@link #REST}, then one asking looks whether it is back. So callers do not each wait for a
 * time-out. Thread-safe.
 */
public final class ServiceBreaker {

  public static final int FAILURES = 5;
  public static final Duration REST = Duration.ofSeconds(30);

  private final LongSupplier nanoTime;
  private State state = new State.Well(0);

  /** Well → Resting after the last failure; Resting → Looking after the rest; Looking → either. */
  private sealed interface State {
    record Well(int failures) implements State {}

    record Resting(long until) implements State {}

    record Looking() implements State {}
  }

  public ServiceBreaker(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether it may be asked; who was allowed to says how it went by one of the three below. */
  public synchronized boolean allows() {
    return switch (state) {
      case State.Well _ -> true;
      case State.Looking _ -> false;
      case State.Resting(long until) when nanoTime.getAsLong() - until < 0 -> false;
      case State.Resting _ -> {
        state = new State.Looking();
        yield true;
      }
    };
  }

  /** It has answered, whatever it said. */
  public synchronized void worked() {
    state = new State.Well(0);
  }

  /** It has not, or is not well. */
  public synchronized void failed() {
    state =
        switch (state) {
          case State.Well(int failures) when failures + 1 < FAILURES ->
              new State.Well(failures + 1);
          case State.Well _, State.Looking _ -> resting();
          case State.Resting resting -> resting; // asked before it was left alone
        };
  }

  /** Nobody waited for the answer: nothing is known, and the next one may look at once. */
  public synchronized void unknown() {
    if (state instanceof State.Looking) {
      state = new State.Resting(nanoTime.getAsLong());
    }
  }

  /** Whether it is left alone, or only looked at. */
  public synchronized boolean isResting() {
    return !(state instanceof State.Well);
  }

  private State resting() {
    return new State.Resting(nanoTime.getAsLong() + REST.toNanos());
  }
}
