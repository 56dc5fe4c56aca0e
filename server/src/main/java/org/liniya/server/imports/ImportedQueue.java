package org.liniya.server.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liniya.yaml.Place;

/**
 * A queue of another system in this line's terms. Immutable.
 *
 * @param name as the other system calls it
 * @param group the skill group that stands for it
 * @param title for people
 * @param keys of {@code skill-groups.yaml}, in order
 * @param step of the flow's {@code queue} step, see {@link QueueRules}
 */
record ImportedQueue(
    Place place,
    String name,
    String group,
    String title,
    Map<String, String> keys,
    Map<String, String> step,
    List<ImportedMember> members) {

  ImportedQueue {
    keys = new LinkedHashMap<>(keys);
    step = new LinkedHashMap<>(step);
    members = List.copyOf(members);
  }

  @Override
  public Map<String, String> keys() {
    return new LinkedHashMap<>(keys);
  }

  @Override
  public Map<String, String> step() {
    return new LinkedHashMap<>(step);
  }

  /** The level of each member, by id. */
  Map<String, Integer> levels() {
    Map<Integer, Integer> byPenalty =
        PenaltyLevels.of(members.stream().map(ImportedMember::penalty).toList());
    Map<String, Integer> levels = new LinkedHashMap<>();
    members.forEach(m -> levels.put(m.id(), byPenalty.getOrDefault(m.penalty(), 1)));
    return levels;
  }
}
