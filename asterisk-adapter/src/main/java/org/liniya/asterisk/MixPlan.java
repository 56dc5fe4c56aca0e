package org.liniya.asterisk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How Asterisk is to let each of some parties hear whom it may: a pure rule.
 *
 * <p>Those who all hear one another are in one conference. Whoever hears all of those and is heard
 * by nobody is in it too, muted. Everybody else is alone in a conference. What is still to be heard
 * is whispered: brought from one party to one other. Any mix can be made like this; of all ways the
 * one with the fewest whispers is taken. Nobody ever hears more than they may. Immutable.
 *
 * <p>Who is muted cannot whisper: Asterisk throws away what they send before anything can hear it.
 *
 * @param parts what each party does
 * @param whispers who is brought to whom, besides
 */
record MixPlan<P>(Map<P, Part> parts, Set<Whisper<P>> whispers) {

  /** What a party does. */
  enum Part {
    /** Hears all who talk, and is heard by all of the conference. */
    TALKS,

    /** Hears all who talk. */
    LISTENS,

    /** Hears what is whispered, and nothing else. */
    APART
  }

  /** One party's voice, brought to one other. */
  record Whisper<P>(P from, P to) {}

  MixPlan {
    parts = Map.copyOf(parts);
    whispers = Set.copyOf(whispers);
  }

  /**
   * The best plan.
   *
   * @param parties first those who had better be in the conference; always in the same order, so
   *     that the same mix makes the same plan; few: all ways are tried
   * @param hears whom each of them hears
   */
  static <P> MixPlan<P> of(List<P> parties, Map<P, Set<P>> hears) {
    List<MixPlan<P>> ways = new ArrayList<>();
    for (int members = 0; members < 1 << parties.size(); members++) {
      way(parties, hears, subset(parties, members)).ifPresent(ways::add);
    }
    return ways.stream()
        .min(
            Comparator.<MixPlan<P>>comparingInt(way -> way.whispers().size())
                .thenComparingInt(way -> -way.count(Part.TALKS))
                .thenComparingInt(way -> way.count(Part.APART)))
        .orElseThrow(); // all whispered is a way
  }

  private int count(Part part) {
    return (int) parts.values().stream().filter(part::equals).count();
  }

  private static <P> Set<P> subset(List<P> parties, int members) {
    Set<P> subset = new HashSet<>();
    for (int i = 0; i < parties.size(); i++) {
      if (((members >> i) & 1) == 1) {
        subset.add(parties.get(i));
      }
    }
    return subset;
  }

  /** With these in the conference, if they may all hear one another. */
  private static <P> Optional<MixPlan<P>> way(
      List<P> parties, Map<P, Set<P>> hears, Set<P> talking) {
    Map<P, Part> parts = new HashMap<>();
    Set<Whisper<P>> whispers = new HashSet<>();
    for (P party : parties) {
      Set<P> heard = new HashSet<>(hears.getOrDefault(party, Set.of()));
      Set<P> others = new HashSet<>(talking);
      boolean talks = others.remove(party);
      boolean hearsThem = heard.containsAll(others);
      if (talks && !hearsThem) {
        return Optional.empty();
      }
      boolean listens = hearsThem && !talking.isEmpty() && isHeardByNobody(party, hears);
      Part part = talks ? Part.TALKS : listens ? Part.LISTENS : Part.APART;
      parts.put(party, part);
      if (part != Part.APART) {
        heard.removeAll(others);
      }
      heard.forEach(voice -> whispers.add(new Whisper<>(voice, party)));
    }
    return Optional.of(new MixPlan<>(parts, whispers));
  }

  private static <P> boolean isHeardByNobody(P party, Map<P, Set<P>> hears) {
    return hears.values().stream().noneMatch(heard -> heard.contains(party));
  }
}
