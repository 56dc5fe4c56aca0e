package org.liniya.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known word that a mistyped one was probably meant to be. Stateless. */
public final class DidYouMean {

  private static final int FARTHEST = 3;

  /** Beyond these a word is no slip of the hand, and looking takes long. */
  private static final int LONGEST_WORD = 80;

  private static final int MOST_WORDS = 2_000;

  private DidYouMean() {}

  /** The nearest known word, when it is near enough. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    int bound = Math.max(1, Math.min(FARTHEST, word.length() / 3 + 1));
    if (word.length() > LONGEST_WORD || known.size() > MOST_WORDS) {
      return Optional.empty();
    }
    return known.stream()
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= bound)
        .map(candidate -> new Near(candidate, distance(word, candidate, bound)))
        .filter(near -> near.distance() <= bound)
        .min(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
        .map(Near::word);
  }

  private record Near(String word, int distance) {}

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
   * Anything above {@code bound} is above it by some amount: the rest is not computed.
   */
  private static int distance(String a, String b, int bound) {
    int[] before = new int[b.length() + 1];
    int[] above = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      int least = row[0];
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
        least = Math.min(least, row[j]);
      }
      if (least > bound) {
        return least;
      }
      int[] free = before;
      before = above;
      above = row;
      row = free;
    }
    return above[b.length()];
  }
}
