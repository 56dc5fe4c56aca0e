package org.liniya.acd;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.liniya.call.OperatorId;

/**
 * Groups that the configuration does not name any more. Nobody enters them; who waits in one is
 * served by those who served it before, for as long as anyone waits. Owned by {@link Queues}; not
 * thread-safe.
 */
final class LeavingGroups {

  /** Below every level. */
  static final int NO_LEVEL = 0;

  /** Those that still have callers, and who goes on serving them, with which level. */
  private final Map<String, Map<OperatorId, Integer>> served = new TreeMap<>();

  /** All names that once were groups: who comes to one finds it closed, and no fault. */
  private final Set<String> names = new HashSet<>();

  /** The group is not configured any more; repeated, it keeps to those who served it at first. */
  void leave(String group, List<Desk> desks) {
    names.add(group);
    if (!served.containsKey(group)) {
      Map<OperatorId, Integer> serving = new HashMap<>();
      for (Desk desk : desks) {
        int level = desk.profile().levels().getOrDefault(group, NO_LEVEL);
        if (level > NO_LEVEL) {
          serving.put(desk.profile().id(), level);
        }
      }
      served.put(group, serving);
    }
  }

  /** The group is configured, for the first time or again. */
  void stay(String group) {
    names.remove(group);
    served.remove(group);
  }

  /** Nobody waits there any more. */
  void empty(String group) {
    served.remove(group);
  }

  boolean leaves(String group) {
    return names.contains(group);
  }

  /** Operators who are configured no more serve nobody. */
  void keepOnly(Collection<OperatorId> operators) {
    served.values().forEach(serving -> serving.keySet().retainAll(operators));
  }

  /** The groups that an operator goes on serving. */
  List<String> of(OperatorId operator) {
    return served.entrySet().stream()
        .filter(each -> each.getValue().containsKey(operator))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** With which level an operator goes on serving a group; {@link #NO_LEVEL} for not at all. */
  int level(String group, OperatorId operator) {
    return served.getOrDefault(group, Map.of()).getOrDefault(operator, NO_LEVEL);
  }

  boolean anyoneServes(String group) {
    return !served.getOrDefault(group, Map.of()).isEmpty();
  }
}
