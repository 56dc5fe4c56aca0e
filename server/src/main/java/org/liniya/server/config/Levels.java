package org.liniya.server.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.liniya.acd.OperatorProfile;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads skill groups with a level each: as a list without levels, or as a table. Stateless. */
final class Levels {

  private Levels() {}

  /**
   * @param usual the level of a group that is only listed
   * @param groups the names that there are
   * @return in the order of the file; empty without the key
   */
  static Map<String, Integer> read(Section keys, String key, int usual, Set<String> groups) {
    Map<String, Integer> levels = new LinkedHashMap<>();
    if (keys.value(key).filter(Yaml.Table.class::isInstance).isPresent()) {
      Section table = keys.section(key).orElseThrow();
      for (Yaml.Text group : table.keys()) {
        known(group, groups, keys.problems());
        levels.put(
            group.value(),
            table.whole(
                group.value(), usual, OperatorProfile.LOWEST_LEVEL, OperatorProfile.HIGHEST_LEVEL));
      }
    } else {
      for (Yaml.Text group : keys.texts(key)) {
        known(group, groups, keys.problems());
        levels.put(group.value(), usual);
      }
    }
    return levels;
  }

  private static void known(Yaml.Text group, Set<String> groups, Problems problems) {
    if (!groups.contains(group.value())) {
      problems.add(
          group.place(),
          "there is no skill group '" + group.value() + "'",
          DidYouMean.hint(group.value(), groups));
    }
  }
}
