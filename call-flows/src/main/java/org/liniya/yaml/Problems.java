package org.liniya.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the problems of a configuration while it is read. For one thread. */
public final class Problems {

  private final List<Problem> found = new ArrayList<>();

  public void add(Place place, String text, String hint) {
    found.add(new Problem(place, text, hint));
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
