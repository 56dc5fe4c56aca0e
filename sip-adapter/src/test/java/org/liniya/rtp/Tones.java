package org.liniya.rtp;

import org.liniya.audio.Energy;

/** Finds tones in sound. */
final class Tones {

  private static final int WINDOW = 160;

  private Tones() {}

  /**
   * How many milliseconds of sound hold this tone and little else, in windows of 20 ms. Silence
   * that a slow machine brings in between does not matter.
   */
  static int millisOf(short[] samples, int hertz) {
    int found = 0;
    for (int at = 0; at + WINDOW <= samples.length; at += WINDOW) {
      if (Energy.shareAt(hertz, samples, at, WINDOW, 8000) > 0.9) {
        found += 20;
      }
    }
    return found;
  }
}
