package org.liniya.trial;

import java.time.Duration;

/** Lengths of time, for people. Stateless. */
final class Spans {

  private Spans() {}

  /** As it is read: {@code 7 s}, {@code 14 min 33 s}. */
  static String inWords(Duration span) {
    long s = span.toSeconds();
    if (s == 0 || span.toMillisPart() != 0) {
      return span.toMillis() + " ms";
    }
    String rest = s % 60 == 0 && s > 0 ? "" : s % 60 + " s";
    return s < 60 ? rest : (s / 60 + " min " + rest).strip();
  }

  /**
   * As it is written in a flow, in the largest unit that leaves no rest: {@code 5m}, {@code 90s}.
   */
  static String word(Duration span) {
    long ms = span.toMillis();
    if (ms % 1_000 != 0) {
      return ms + "ms";
    }
    long s = ms / 1_000;
    if (s == 0 || s % 60 != 0) {
      return s + "s";
    }
    return s % 3_600 == 0 ? s / 3_600 + "h" : s / 60 + "m";
  }
}
