package org.liniya.trial;

import java.time.Duration;

/** Lengths of time as they are written in a flow. Stateless. */
final class Spans {

  private Spans() {}

  /** In the largest unit that leaves no rest: {@code 5m}, {@code 90s}. */
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
