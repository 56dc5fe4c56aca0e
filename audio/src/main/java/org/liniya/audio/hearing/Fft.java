package org.liniya.audio.hearing;

/**
 * A radix-2 fast Fourier transform of one fixed size. Immutable after construction; any thread may
 * use it.
 */
final class Fft {
  private final int size;
  // The factors of the stage of each half size lie together, at half to 2 * half - 1: read in
  // order, the processor can work on several at once.
  private final double[] cos;
  private final double[] sin;

  /**
   * @param size a power of two
   */
  Fft(int size) {
    if (Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException("not a power of two: " + size);
    }
    this.size = size;
    this.cos = new double[size];
    this.sin = new double[size];
    for (int half = 1; half < size; half *= 2) {
      for (int k = 0; k < half; k++) {
        cos[half + k] = Math.cos(Math.PI * k / half);
        sin[half + k] = Math.sin(Math.PI * k / half);
      }
    }
  }

  /** Transforms in place. */
  void forward(double[] re, double[] im) {
    reorder(re, im);
    for (int half = 1; half < size; half *= 2) {
      for (int start = 0; start < size; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          int a = start + k;
          int b = a + half;
          double c = cos[half + k];
          double s = sin[half + k];
          double x = re[b] * c + im[b] * s;
          double y = im[b] * c - re[b] * s;
          re[b] = re[a] - x;
          im[b] = im[a] - y;
          re[a] += x;
          im[a] += y;
        }
      }
    }
  }

  /**
   * Transforms back in place, divided by the size: exchanging the two parts turns the sign of the
   * exponent.
   */
  void inverse(double[] re, double[] im) {
    forward(im, re);
    for (int i = 0; i < size; i++) {
      re[i] /= size;
      im[i] /= size;
    }
  }

  private void reorder(double[] re, double[] im) {
    int shift = 32 - Integer.numberOfTrailingZeros(size);
    for (int i = 0; i < size; i++) {
      int j = Integer.reverse(i) >>> shift;
      if (j > i) {
        swap(re, i, j);
        swap(im, i, j);
      }
    }
  }

  private static void swap(double[] values, int i, int j) {
    double kept = values[i];
    values[i] = values[j];
    values[j] = kept;
  }
}
