package org.liniya.server.run;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Whether Asterisk is there: without it the line is ready only where callers have another way in.
 * Thread-safe.
 *
 * @param watch empty where the line has no Asterisk
 * @param otherCallers whether callers can come in over our own SIP
 */
record AsteriskHealth(Optional<AsteriskWatch> watch, BooleanSupplier otherCallers) {

  private static final String LOST =
      "asterisk: no connection to its manager; callers through it are turned away";

  /** As of {@code HealthCheck}. */
  List<String> faults() {
    return away() && !otherCallers.getAsBoolean() ? List.of(LOST) : List.of();
  }

  /** As of {@code HealthCheck}. */
  List<String> notes() {
    return away() && otherCallers.getAsBoolean() ? List.of(LOST) : List.of();
  }

  private boolean away() {
    return watch.filter(asterisk -> !asterisk.connected().getAsBoolean()).isPresent();
  }
}
