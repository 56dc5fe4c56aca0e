package org.liniya.trial;

import java.util.ArrayList;
import java.util.List;

/** What was heard, for people. A pure function. */
final class Heard {

  private static final String DIGITS = "(digits)";
  private static final int MOST = 12;

  private Heard() {}

  /** Whether it is a spoken digit or number. */
  static boolean isFigure(String name) {
    return name.matches("(digit|number)-.*");
  }

  /**
   * The last of the names in order; spoken figures, which may be somebody's number, are one word.
   */
  static String words(List<String> names) {
    List<String> words = new ArrayList<>();
    for (String name : names) {
      if (!isFigure(name)) {
        words.add(name);
      } else if (words.isEmpty() || !words.getLast().equals(DIGITS)) {
        words.add(DIGITS);
      }
    }
    if (words.isEmpty()) {
      return "nothing";
    }
    return words.size() <= MOST
        ? String.join(", ", words)
        : "… " + String.join(", ", words.subList(words.size() - MOST, words.size()));
  }
}
