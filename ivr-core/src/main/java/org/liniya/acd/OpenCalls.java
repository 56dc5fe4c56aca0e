package org.liniya.acd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The calls of one group that anyone may be offered who may serve them, by language and stage, each
 * set in order of rank. Owned by a {@link GroupQueue}; not thread-safe.
 */
final class OpenCalls {

  private final Map<String, List<NavigableSet<QueuedCall>>> byLanguage = new TreeMap<>();

  void add(QueuedCall call, int stage) {
    List<NavigableSet<QueuedCall>> stages =
        byLanguage.computeIfAbsent(call.language().tag(), _ -> new ArrayList<>());
    while (stages.size() <= stage) {
      stages.add(new TreeSet<>());
    }
    stages.get(stage).add(call);
  }

  void remove(QueuedCall call, int stage) {
    byLanguage.getOrDefault(call.language().tag(), List.of()).get(stage).remove(call);
  }

  /**
   * The calls in one stage.
   *
   * @param languages tags; empty means all
   */
  Stream<NavigableSet<QueuedCall>> of(Set<String> languages, int stage) {
    Stream<List<NavigableSet<QueuedCall>>> spoken =
        languages.isEmpty()
            ? byLanguage.values().stream()
            : languages.stream().map(tag -> byLanguage.getOrDefault(tag, List.of()));
    return spoken.filter(stages -> stages.size() > stage).map(stages -> stages.get(stage));
  }
}
