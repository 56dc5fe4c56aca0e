package org.liniya.speak;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a line counts. Each language has its forms; the names of the fragments begin with it. */
public enum Noun {
  PEOPLE("people", "person"),
  SECONDS("seconds", "second"),
  MINUTES("minutes", "minute"),
  HOURS("hours", "hour"),
  DAYS("days", "day-count"),
  WORKING_DAYS("working-days", "working-day"),
  ROUBLES("roubles", "rouble"),
  KOPECKS("kopecks", "kopeck"),
  REQUESTS("requests", "request");

  private final String word;
  private final String fragment;

  Noun(String word, String fragment) {
    this.word = word;
    this.fragment = fragment;
  }

  /** How a flow names it. */
  public String word() {
    return word;
  }

  /**
   * The beginning of the names of its fragments. Days are {@code day-count}: {@code day-5} is the
   * fifth of a month.
   */
  String fragment() {
    return fragment;
  }

  /** Whether it can be counted in a case: living beings have an accusative that nobody needs. */
  public boolean has(Case grammatical) {
    return this != PEOPLE || grammatical != Case.ACCUSATIVE;
  }

  public static Optional<Noun> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Noun::word).toList();
  }
}
