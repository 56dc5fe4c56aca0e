package org.liniya.audio.hearing;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * A prompt that was found in what a telephone heard.
 *
 * @param name the prompt's
 * @param alsoCalled other prompts with the very same sound: nobody can tell which of them it was
 * @param at where it begins, counted from the beginning of the sound
 * @param length how long the prompt lasts
 * @param score 1 for the very same wave, about 0.99 after G.711; what is below 0.65 is not reported
 */
public record Heard(
    String name, Set<String> alsoCalled, Duration at, Duration length, double score) {
  /** Copies the set. */
  public Heard {
    alsoCalled = Set.copyOf(alsoCalled);
  }

  /** Whether this may have been the prompt of that name. */
  public boolean is(String prompt) {
    return name.equals(prompt) || alsoCalled.contains(prompt);
  }

  /** Where it ends. */
  public Duration end() {
    return at.plus(length);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%7.2f s  %s (%.2f)", at.toMillis() / 1000.0, name, score);
  }
}
