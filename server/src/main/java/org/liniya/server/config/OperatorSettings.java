package org.liniya.server.config;

import java.util.Optional;
import org.liniya.acd.OperatorProfile;
import org.liniya.call.Secret;
import org.liniya.console.Role;
import org.liniya.yaml.Place;

/**
 * An operator, the operator's telephone and, when the configuration names one, the password of the
 * operator's softphone. Immutable.
 *
 * @param role operator, or supervisor: who may hear the talks of others
 * @param telephone where the operator is rung
 */
public record OperatorSettings(
    OperatorProfile profile, Optional<Secret> password, Role role, OperatorTelephone telephone) {

  /** Of an operator who is no supervisor and has a softphone that registers with us. */
  public OperatorSettings(OperatorProfile profile, Optional<Secret> password) {
    this(
        profile,
        password,
        Role.OPERATOR,
        new OperatorTelephone.OfOurs(Place.start(OperatorsFile.NAME)));
  }
}
