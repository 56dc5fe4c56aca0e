package org.liniya.acd;

/**
 * The operators who have a group's skill at some level at least. Immutable.
 *
 * @param group whose skill
 * @param level 1 is everyone who has the skill, {@value OperatorProfile#HIGHEST_LEVEL} the best
 */
public record Tier(String group, int level) {

  @Override
  public String toString() {
    return level == OperatorProfile.LOWEST_LEVEL ? group : group + " from level " + level;
  }
}
