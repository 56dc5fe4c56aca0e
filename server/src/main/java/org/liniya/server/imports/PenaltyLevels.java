package org.liniya.server.imports;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.liniya.acd.OperatorProfile;

/**
 * Which skill level stands for a penalty: the smallest penalty is the highest level.
 *
 * <ul>
 *   <li><b>nobody differs</b>: the usual level;
 *   <li><b>small penalties</b>, up to nine: ten less the penalty;
 *   <li><b>great penalties</b>: their order counts, and beyond ten of them the rest share the
 *       lowest level.
 * </ul>
 *
 * Pure.
 */
final class PenaltyLevels {

  private PenaltyLevels() {}

  static Map<Integer, Integer> of(Collection<Integer> penalties) {
    List<Integer> sorted = List.copyOf(new TreeSet<>(penalties));
    int greatest = OperatorProfile.HIGHEST_LEVEL - OperatorProfile.LOWEST_LEVEL;
    Map<Integer, Integer> levels = new TreeMap<>();
    for (int i = 0; i < sorted.size(); i++) {
      int penalty = sorted.get(i);
      int level =
          sorted.getFirst() >= 0 && sorted.getLast() <= greatest
              ? OperatorProfile.HIGHEST_LEVEL - penalty
              : Math.max(
                  OperatorProfile.LOWEST_LEVEL, OperatorProfile.HIGHEST_LEVEL - Math.min(i, 100));
      levels.put(penalty, sorted.size() == 1 ? OperatorProfile.USUAL_LEVEL : level);
    }
    return levels;
  }
}
