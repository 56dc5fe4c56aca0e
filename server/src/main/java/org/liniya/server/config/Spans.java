package org.liniya.server.config;

import java.time.Duration;
import org.liniya.yaml.Section;

/** Lengths of time with a lower bound. Stateless. */
final class Spans {

  private Spans() {}

  static Duration atLeast(Duration least, Section keys, String key, Duration otherwise) {
    Duration span = keys.span(key, otherwise);
    if (span.compareTo(least) < 0) {
      keys.problems()
          .add(
              keys.placeOf(key),
              "'" + key + "' is too short",
              "Give at least " + least.toMillis() + "ms");
      return otherwise;
    }
    return span;
  }

  static Duration atLeastOneSecond(Section keys, String key, Duration otherwise) {
    Duration span = keys.span(key, otherwise);
    if (span.compareTo(Duration.ofSeconds(1)) < 0) {
      keys.problems()
          .add(keys.placeOf(key), "'" + key + "' is too short", "Give at least one second, as 1s");
      return otherwise;
    }
    return span;
  }
}
