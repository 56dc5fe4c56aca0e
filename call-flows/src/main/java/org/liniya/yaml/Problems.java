package org.liniya.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the problems of a configuration while it is read. For one thread. */
public final class Problems {

  /** A file that is wrong a thousand times is the wrong file. */
  static final int MOST = 1_000;

  private final List<Problem> found = new ArrayList<>();

  /** Keeps it; after the first thousand only that there are more is said. */
  public void add(Place place, String text, String hint) {
    if (found.size() < MOST) {
      found.add(new Problem(place, text, hint));
    } else if (found.size() == MOST) {
      found.add(new Problem(place, "there are more problems than are told", "Cure these first"));
    }
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** All problems, by file, line and column. */
  public List<Problem> list() {
    return found.stream()
        .distinct()
        .sorted(
            Comparator.comparing((Problem p) -> p.place().file())
                .thenComparingInt(p -> p.place().line())
                .thenComparingInt(p -> p.place().column()))
        .toList();
  }
}
