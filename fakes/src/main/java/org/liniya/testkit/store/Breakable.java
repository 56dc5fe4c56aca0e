package org.liniya.testkit.store;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.liniya.port.StoreException;

/**
 * A fake that can be told to fail, as a store does whose database is away. Thread-safe; may be
 * switched while others use it.
 */
public abstract class Breakable {
  private enum State implements Supplier<StoreException> {
    WELL,
    AWAY;

    @Override
    public StoreException get() {
      return new StoreException("the database is away (a test said so)");
    }
  }

  private final AtomicReference<Supplier<StoreException>> fault = new AtomicReference<>(State.WELL);

  Breakable() {}

  /** From now on every call throws what {@code failure} gives, and changes nothing. */
  public final void failWith(Supplier<StoreException> failure) {
    fault.set(failure);
    repaired();
  }

  /** Switches an ordinary failure on or off. */
  public final void failing(boolean on) {
    failWith(on ? State.AWAY : State.WELL);
  }

  /** To be called first by every method that may fail. */
  final void mayFail() {
    if (broken()) {
      throw fault.get().get();
    }
  }

  final boolean broken() {
    return fault.get() != State.WELL;
  }

  /** Called after each switch: what had to wait may be done now. */
  void repaired() {}
}
