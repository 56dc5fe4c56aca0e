package org.liniya.acd;

import java.time.Instant;
import java.util.Optional;

/**
 * No telephone is registered.
 *
 * @param keptPause the reason of a pause that registering again does not end
 */
public record Offline(Instant since, Optional<String> keptPause) implements OperatorState {

  @Override
  public String word() {
    return "offline";
  }

  @Override
  public String reason() {
    return keptPause.orElse("");
  }

  OperatorState registered(boolean readyOnRegister, Instant at) {
    if (keptPause.isPresent()) {
      return new Paused(keptPause.get(), at);
    }
    return readyOnRegister ? Ready.fresh(at) : new Paused(NOT_READY_YET, at);
  }

  Offline pauseKept(String reason) {
    return new Offline(since, Optional.of(reason));
  }

  Offline pauseForgotten() {
    return new Offline(since, Optional.empty());
  }
}
