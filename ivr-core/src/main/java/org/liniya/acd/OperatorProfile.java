package org.liniya.acd;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.liniya.call.OperatorId;

/**
 * An operator as configured. Immutable.
 *
 * @param levels how good the operator is at each skill, that is, in each skill group: {@value
 *     #LOWEST_LEVEL} to {@value #HIGHEST_LEVEL}
 * @param languages tags of the languages spoken; empty means all
 * @param readyOnRegister whether registering a telephone makes the operator ready
 */
public record OperatorProfile(
    OperatorId id,
    String name,
    Map<String, Integer> levels,
    Set<String> languages,
    boolean readyOnRegister) {

  public static final int LOWEST_LEVEL = 1;
  public static final int HIGHEST_LEVEL = 10;

  /** The level of a skill of which nothing else is said. */
  public static final int USUAL_LEVEL = 5;

  public OperatorProfile {
    levels = Map.copyOf(levels);
    languages = Set.copyOf(languages);
    if (levels.values().stream().anyMatch(l -> l < LOWEST_LEVEL || l > HIGHEST_LEVEL)) {
      throw new IllegalArgumentException("a level is 1 to 10");
    }
  }

  /** An operator who is as good as usual at each skill. */
  public OperatorProfile(
      OperatorId id,
      String name,
      Set<String> skills,
      Set<String> languages,
      boolean readyOnRegister) {
    this(id, name, usual(skills), languages, readyOnRegister);
  }

  private static Map<String, Integer> usual(Set<String> skills) {
    return skills.stream().collect(Collectors.toMap(skill -> skill, _ -> USUAL_LEVEL));
  }

  /** Names of skill groups. */
  public Set<String> skills() {
    return levels.keySet();
  }
}
