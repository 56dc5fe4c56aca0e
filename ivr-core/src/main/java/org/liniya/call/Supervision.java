package org.liniya.call;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a supervisor takes part in a talk; in every mode the supervisor hears both. Immutable. */
public enum Supervision {
  /** Nobody hears the supervisor. */
  LISTEN('1'),
  /** The operator hears the supervisor, the caller does not. */
  WHISPER('2'),
  /** Everybody hears everybody. */
  BARGE('3');

  private final char key;

  Supervision(char key) {
    this.key = key;
  }

  /** The word of API, journal and audit. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Supervision> of(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
  }

  /** What a supervisor presses on the telephone to have it so. */
  public static Optional<Supervision> of(Key key) {
    return Arrays.stream(values()).filter(mode -> mode.key == key.symbol()).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Supervision::word).toList();
  }
}
