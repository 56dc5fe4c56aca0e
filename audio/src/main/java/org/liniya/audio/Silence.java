package org.liniya.audio;

import java.util.Arrays;

/** Cuts silence off both ends of a sound. Pure; safe on any thread. */
public final class Silence {

  /** The mean of 16-bit samples: 0.17 % of full scale, below any consonant, above noise. */
  private static final double THRESHOLD = 0.0017 * 32_768;

  /** A sound shorter than this many thousandths of a second is a click, not speech. */
  private static final int BLOCK_MS = 5;

  private Silence() {}

  /** What lies between the first and the last five milliseconds that are not silent; perhaps 0. */
  public static double[] trim(double[] samples, int rate) {
    int block = Math.max(1, rate * BLOCK_MS / 1000);
    int from = 0;
    while (from < samples.length && silent(samples, from, block)) {
      from += block;
    }
    int to = samples.length;
    while (to > from
        && silent(samples, Math.max(from, to - block), to - Math.max(from, to - block))) {
      to -= block;
    }
    return to <= from ? new double[0] : Arrays.copyOfRange(samples, from, to);
  }

  private static boolean silent(double[] samples, int from, int length) {
    double sum = 0;
    int to = Math.min(samples.length, from + length);
    for (int i = from; i < to; i++) {
      sum += samples[i] * samples[i];
    }
    return sum < THRESHOLD * THRESHOLD * (to - from);
  }
}
