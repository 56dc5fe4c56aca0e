package org.liniya.port;

import java.util.Optional;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;

/** The passwords of the operators' softphones. Thread-safe. */
public interface OperatorSecrets {
  Optional<Secret> password(OperatorId operator);
}
