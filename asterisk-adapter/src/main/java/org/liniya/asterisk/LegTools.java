package org.liniya.asterisk;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.liniya.port.Time;

/**
 * What legs share. Immutable.
 *
 * @param ears where Asterisk sends what parties say; empty where nobody is listened to
 * @param lock guards the state of all legs: what is done under it is short and never blocks, and
 *     two legs are changed together
 */
record LegTools(
    Manager manager,
    SoundFiles sounds,
    Optional<EarServer> ears,
    SharedFolder recordings,
    Later timer,
    ReentrantLock lock,
    Time time) {

  /** The context of the dialplan from which a channel asks us again. */
  static final String AGAIN = "liniya-again";

  private static final int INSIST_MS = 200;

  /** Changes the state of legs under their lock. */
  void change(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #change}, with a result. */
  <T> T changing(Supplier<T> change) {
    lock.lock();
    try {
      return change.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Asks, and asks again while the manager is away.
   *
   * @param wanted whether it is still to be done
   */
  void insist(Manager.Order order, BooleanSupplier wanted) {
    manager.ask(
        order,
        taken -> {
          if (!taken && !manager.connected()) {
            timer.after(INSIST_MS, () -> insistStill(order, wanted));
          }
        });
  }

  private void insistStill(Manager.Order order, BooleanSupplier wanted) {
    if (wanted.getAsBoolean()) {
      insist(order, wanted);
    }
  }
}
