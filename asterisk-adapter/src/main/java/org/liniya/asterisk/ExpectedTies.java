package org.liniya.asterisk;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.liniya.call.Signal;
import org.liniya.port.Leg;

/**
 * The calls of our own SIP that Asterisk is about to bring us, by the number that was dialled: made
 * up for one call, and taken once. Thread-safe; holds as many as are being joined, each for as long
 * as {@link AsteriskFrontEnd#expect} says.
 */
final class ExpectedTies {

  private final Map<String, Expected> expected = new ConcurrentHashMap<>();

  /** Who waits for one. */
  record Expected(Consumer<Signal> sink, Consumer<Leg> came) {}

  void add(String number, Expected who) {
    expected.put(number, who);
  }

  void remove(String number) {
    expected.remove(number);
  }

  /** Nobody else gets it. */
  Optional<Expected> take(String number) {
    return Optional.ofNullable(expected.remove(number));
  }
}
