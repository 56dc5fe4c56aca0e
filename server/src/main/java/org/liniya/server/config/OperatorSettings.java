package org.liniya.server.config;

import java.util.Optional;
import org.liniya.acd.OperatorProfile;
import org.liniya.call.Secret;

/**
 * An operator and, when the configuration names one, the password of the operator's softphone.
 * Immutable.
 */
public record OperatorSettings(OperatorProfile profile, Optional<Secret> password) {}
