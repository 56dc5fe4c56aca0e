package org.liniya.speech.voice;

import java.time.Duration;

/**
 * What one text may cost an engine. Immutable.
 *
 * @param time from the asking to the last sample
 * @param bytes the largest sound that is taken, as a WAV file
 */
public record Bounds(Duration time, int bytes) {

  /** Two minutes of sound at 48 kHz are 11 MB. */
  public static final Bounds USUAL = new Bounds(Duration.ofSeconds(20), 12_000_000);

  public Bounds {
    if (!time.isPositive() || bytes < 1) {
      throw new IllegalArgumentException(time + ", " + bytes + " bytes");
    }
  }
}
