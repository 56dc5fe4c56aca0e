package org.liniya.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known word that a mistyped one was probably meant to be. Stateless. */
public final class DidYouMean {

  private DidYouMean() {}

  /** The nearest known word, when it is near enough. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    int bound = Math.max(1, Math.min(3, word.length() / 3 + 1));
    return known.stream()
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= bound)
        .filter(candidate -> distance(word, candidate) <= bound)
        .min(
            Comparator.<String>comparingInt(c -> distance(word, c))
                .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * A sentence for a problem's hint: {@code Did you mean 'x'?}, else the known words when they are
   * few.
   */
  public static String hint(String word, Collection<String> known) {
    return nearest(word, known)
        .map(found -> "Did you mean '" + found + "'?")
        .orElseGet(
            () ->
                known.isEmpty() || known.size() > 24
                    ? ""
                    : "Known here: " + String.join(", ", known.stream().sorted().toList()));
  }

  /**
   * Optimal string alignment distance: insertions, deletions, substitutions, swaps of neighbours.
   */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
