package org.liniya.testkit.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.port.Callbacks;

/** Values that the contract tests share. Pure functions, but for {@link #eventually}. */
final class Samples {
  /** A moment to the microsecond: finer is not kept. */
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

  private static final RandomGenerator RANDOM = RandomGenerator.getDefault();

  private Samples() {}

  /** A new call that arrived {@code second} seconds past noon. */
  static CallId call(int second) {
    return CallId.create(NOON.plusSeconds(second), RANDOM);
  }

  static CallerNumber caller() {
    return new CallerNumber.Network(PhoneNumber.of("+79990000001"));
  }

  static Callbacks.Task callback(CallId call, Instant rank) {
    return new Callbacks.Task(
        call,
        Optional.empty(),
        PhoneNumber.of("+79990000001"),
        Language.RU,
        "access",
        rank,
        NOON,
        "the server died");
  }

  /** Waits for something that happens on another thread; false when it did not within 20 s. */
  static boolean eventually(BooleanSupplier holds) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(1_000_000);
    }
    return true;
  }
}
