package org.liniya.server.imports;

import java.util.Map;

/** Writes the keys of a {@code queue} step that a queue elsewhere asked for. Pure. */
final class QueueStep {

  private QueueStep() {}

  /** One of the keys by itself, for the report. */
  static String said(String key, String value) {
    if (key.equals("music")) {
      return "music: "
          + value
          + ", once music/"
          + value
          + ".wav, or a folder of that name, is there";
    }
    return value.equals("never")
        ? "announce: { position: no }"
        : "announce: { " + key + ": " + value + " }";
  }

  /** {@code { every: 90s, position: yes, estimate: no }}, whole. */
  static String announce(Map<String, String> step) {
    String every = step.getOrDefault("every", "never"); // Asterisk's default is 0
    if (every.equals("never")) {
      return "{ position: no }";
    }
    return "{ every: %s, position: %s, estimate: %s }"
        .formatted(
            every, step.getOrDefault("position", "yes"), step.getOrDefault("estimate", "yes"));
  }
}
