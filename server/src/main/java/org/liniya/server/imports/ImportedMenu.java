package org.liniya.server.imports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liniya.yaml.Place;

/**
 * A menu of another system in this line's terms. Immutable.
 *
 * @param name as the other system calls it
 * @param patience how long a key is waited for
 * @param tries 1 to 10
 * @param keys where each leads, in order
 */
record ImportedMenu(
    Place place,
    String name,
    String title,
    List<Sound> greeting,
    Duration patience,
    int tries,
    Map<Character, Destination> keys,
    Destination noInput,
    Destination noMatch) {

  static final int MOST_TRIES = 10;
  static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
  static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  ImportedMenu {
    greeting = List.copyOf(greeting);
    keys = new LinkedHashMap<>(keys);
    tries = Math.clamp(tries, 1, MOST_TRIES);
    patience = patience.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : patience;
    patience = patience.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : patience;
  }

  @Override
  public Map<Character, Destination> keys() {
    return new LinkedHashMap<>(keys);
  }

  /** With other destinations. */
  ImportedMenu leading(Map<Character, Destination> to, Destination silent, Destination wrong) {
    return new ImportedMenu(place, name, title, greeting, patience, tries, to, silent, wrong);
  }

  /** All destinations. */
  List<Destination> ways() {
    List<Destination> ways = new ArrayList<>(keys.values());
    ways.add(noInput);
    ways.add(noMatch);
    return ways;
  }
}
