package org.liniya.flow.value;

import java.util.List;
import org.liniya.identity.IdentityLevel;

/** Identity levels as expressions compare them: by their rank, 0 for none. Stateless. */
public final class Levels {

  private static final List<IdentityLevel> RANKED = List.of(IdentityLevel.values());

  private Levels() {}

  public static long rank(IdentityLevel level) {
    return RANKED.indexOf(level);
  }

  /** The level of a rank, the highest for anything beyond. */
  public static IdentityLevel of(long rank) {
    return RANKED.get((int) Math.clamp(rank, 0L, RANKED.size() - 1L));
  }

  static boolean isRank(long rank) {
    return rank >= 0 && rank < RANKED.size();
  }

  static List<String> words() {
    return RANKED.stream().map(IdentityLevel::word).toList();
  }
}
