package org.liniya.flow.value;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.liniya.speak.Clip;

/**
 * How fast the line speaks with a caller, and how long it waits for keys: {@code call.pace} in a
 * flow. Immutable.
 */
public enum Pace {
  NORMAL("normal", 1, Duration.ZERO),
  /** For who needs more time: twice the waits, and a pause behind each sentence and figure. */
  SLOW("slow", 2, Duration.ofMillis(600));

  private final String word;
  private final int times;
  private final Duration pause;

  Pace(String word, int times, Duration pause) {
    this.word = word;
    this.times = times;
    this.pause = pause;
  }

  public String word() {
    return word;
  }

  /** All words, the usual one first. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Pace::word).toList();
  }

  /** The pace of a word; the usual one when there is none such. */
  public static Pace of(String word) {
    return Arrays.stream(values())
        .filter(pace -> pace.word.equals(word))
        .findFirst()
        .orElse(NORMAL);
  }

  /** How long a wait is with it. */
  public Duration wait(Duration usual) {
    return usual.multipliedBy(times);
  }

  /** What comes behind each piece of speech. */
  public Optional<Clip> pause() {
    return pause.isZero() ? Optional.empty() : Optional.of(new Clip.Silence(pause));
  }
}
