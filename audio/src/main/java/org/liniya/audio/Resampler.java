package org.liniya.audio;

/**
 * Brings sound to another number of samples a second, by a windowed sinc: what the new rate cannot
 * hold is filtered away first (60 dB and more), so that nothing of it folds back into the voice.
 * Pure; safe on any thread. Meant for whole prompts, not for packets.
 */
public final class Resampler {

  /** Zero crossings of the sinc on each side: the steepness of the filter. */
  private static final int CROSSINGS = 32;

  /** The Kaiser window's shape: stop band below −70 dB. */
  private static final double BETA = 7;

  /** Of the lower of both half rates: the width of the filter's slope stays below it. */
  private static final double PASSED = 0.93;

  private Resampler() {}

  /**
   * The same sound at another rate; the same array when the rate is the same.
   *
   * @param samples values as of 16-bit samples, not limited to their range
   * @param from samples a second as they are
   * @param to samples a second as they are to be
   */
  public static double[] resample(double[] samples, int from, int to) {
    if (from < 1 || to < 1) {
      throw new IllegalArgumentException("no such rate: from " + from + " to " + to);
    }
    if (from == to) {
      return samples;
    }
    double cutoff = PASSED * Math.min(1.0, (double) to / from); // 1 is half the old rate
    double reach = CROSSINGS / cutoff;
    double[][] phases = phases(from, to, cutoff, reach);
    int length = Math.toIntExact(((long) samples.length * to + from - 1) / from);
    double[] result = new double[length];
    for (int i = 0; i < length; i++) {
      long position = (long) i * from;
      int middle = (int) (position / to);
      double[] weights = phases[(int) (position % to / step(from, to))];
      int first = middle - weights.length / 2 + 1;
      double sum = 0;
      for (int k = Math.max(0, -first); k < weights.length && first + k < samples.length; k++) {
        sum += weights[k] * samples[first + k];
      }
      result[i] = sum;
    }
    return result;
  }

  /** The places of new samples between two old ones repeat: their weights are computed once. */
  private static double[][] phases(int from, int to, double cutoff, double reach) {
    int step = step(from, to);
    int count = to / step;
    int half = (int) Math.ceil(reach);
    double[][] phases = new double[count][2 * half];
    for (int p = 0; p < count; p++) {
      double offset = (double) p * step / to;
      double sum = 0;
      for (int k = 0; k < 2 * half; k++) {
        double x = k - half + 1 - offset;
        phases[p][k] = cutoff * sinc(cutoff * x) * kaiser(x / reach);
        sum += phases[p][k];
      }
      for (int k = 0; k < 2 * half; k++) {
        phases[p][k] /= sum; // every phase as loud as the next, or the rate itself would be heard
      }
    }
    return phases;
  }

  private static int step(int from, int to) {
    int a = from;
    int b = to;
    while (b != 0) {
      int rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }

  private static double sinc(double x) {
    return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double kaiser(double x) {
    return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
  }

  /** The modified Bessel function of the first kind and order 0, by its series. */
  private static double bessel(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; k < 40; k++) {
      term *= (x / 2 / k) * (x / 2 / k);
      sum += term;
    }
    return sum;
  }
}
