package org.liniya.port;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Who hears whom when more than two talk: the legs, each with those whose sum it hears. Who is
 * heard by nobody only listens. Immutable; the legs are told by {@link Leg#mix}.
 *
 * @param hears all parties, each with some of the others
 */
public record Mix(Map<Leg, Set<Leg>> hears) {

  /** Caller, two telephones of an operator, the consulted party, a supervisor; one to spare. */
  public static final int MOST = 6;

  public Mix {
    Map<Leg, Set<Leg>> copy = new LinkedHashMap<>();
    hears.forEach((leg, heard) -> copy.put(leg, Set.copyOf(heard)));
    hears = Map.copyOf(copy);
    if (hears.size() < 2 || hears.size() > MOST) {
      throw new IllegalArgumentException("a mix of " + hears.size());
    }
    copy.forEach(
        (leg, heard) -> {
          if (heard.contains(leg) || !copy.keySet().containsAll(heard)) {
            throw new IllegalArgumentException("a party hears other parties of the mix only");
          }
        });
  }

  public Set<Leg> parties() {
    return hears.keySet();
  }

  public Set<Leg> heardBy(Leg party) {
    return hears.getOrDefault(party, Set.of());
  }
}
