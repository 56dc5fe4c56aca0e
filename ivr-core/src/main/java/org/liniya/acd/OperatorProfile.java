package org.liniya.acd;

import java.util.Set;
import org.liniya.call.OperatorId;

/**
 * An operator as configured. Immutable.
 *
 * @param skills names of skill groups
 * @param languages tags of the languages spoken; empty means all
 * @param readyOnRegister whether registering a telephone makes the operator ready
 */
public record OperatorProfile(
    OperatorId id,
    String name,
    Set<String> skills,
    Set<String> languages,
    boolean readyOnRegister) {

  public OperatorProfile {
    skills = Set.copyOf(skills);
    languages = Set.copyOf(languages);
  }
}
