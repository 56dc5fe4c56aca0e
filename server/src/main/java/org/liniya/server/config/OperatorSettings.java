package org.liniya.server.config;

import java.util.Optional;
import org.liniya.acd.OperatorProfile;
import org.liniya.call.Secret;
import org.liniya.console.Role;

/**
 * An operator and, when the configuration names one, the password of the operator's softphone.
 * Immutable.
 *
 * @param role operator, or supervisor: who may hear the talks of others
 */
public record OperatorSettings(OperatorProfile profile, Optional<Secret> password, Role role) {

  /** Of an operator who is no supervisor. */
  public OperatorSettings(OperatorProfile profile, Optional<Secret> password) {
    this(profile, password, Role.OPERATOR);
  }
}
