package org.liniya.acd;

import java.util.Collection;
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

  /** Those that still have callers, and who goes on serving them. */
  private final Map<String, Set<OperatorId>> served = new TreeMap<>();

  /** All names that once were groups: who comes to one finds it closed, and no fault. */
  private final Set<String> names = new HashSet<>();

  /** The group is not configured any more; repeated, it keeps to those who served it at first. */
  void leave(String group, List<Desk> desks) {
    names.add(group);
    if (!served.containsKey(group)) {
      Set<OperatorId> serving = new HashSet<>();
      desks.stream()
          .filter(desk -> desk.profile().skills().contains(group))
          .forEach(desk -> serving.add(desk.profile().id()));
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
    served.values().forEach(serving -> serving.retainAll(operators));
  }

  /** The groups that an operator goes on serving. */
  List<String> of(OperatorId operator) {
    return served.entrySet().stream()
        .filter(each -> each.getValue().contains(operator))
        .map(Map.Entry::getKey)
        .toList();
  }

  boolean anyoneServes(String group) {
    return !served.getOrDefault(group, Set.of()).isEmpty();
  }
}
