package org.liniya.audio.hearing;

/**
 * A fast Fourier transform of one fixed size, for convolution: the spectrum is left in the order in
 * which it comes about, which the way back takes as it is. Immutable after construction; any thread
 * may use it.
 *
 * <p>Two stages of radix 2 are one pass over the memory; a size that is an odd power of two has one
 * stage more, at the end there, at the beginning back.
 */
final class Fft {
  private final int size;
  // The factors of the stage of each half size lie together, at half to 2 * half - 1: read in
  // order, the processor can work on several at once.
  private final float[] cos;
  private final float[] sin;

  /**
   * @param size a power of two, at least 4
   */
  Fft(int size) {
    if (Integer.bitCount(size) != 1 || size < 4) {
      throw new IllegalArgumentException("not a power of two from 4 on: " + size);
    }
    this.size = size;
    this.cos = new float[size];
    this.sin = new float[size];
    for (int half = 1; half < size; half *= 2) {
      for (int k = 0; k < half; k++) {
        cos[half + k] = (float) Math.cos(Math.PI * k / half);
        sin[half + k] = (float) Math.sin(Math.PI * k / half);
      }
    }
  }

  /** Transforms in place. */
  void forward(float[] re, float[] im) {
    int quarter = size / 4;
    for (; quarter >= 1; quarter /= 4) {
      for (int start = 0; start < size; start += 4 * quarter) {
        apart(re, im, start, quarter);
      }
    }
    if (Integer.numberOfTrailingZeros(size) % 2 == 1) {
      pairs(re, im);
    }
  }

  /** Transforms back in place, times the size. */
  void back(float[] re, float[] im) {
    boolean odd = Integer.numberOfTrailingZeros(size) % 2 == 1;
    if (odd) {
      pairs(re, im);
    }
    for (int quarter = odd ? 2 : 1; quarter < size; quarter *= 4) {
      for (int start = 0; start < size; start += 4 * quarter) {
        together(re, im, start, quarter);
      }
    }
  }

  private void pairs(float[] re, float[] im) {
    for (int a = 0; a < size; a += 2) {
      float x = re[a + 1];
      float y = im[a + 1];
      re[a + 1] = re[a] - x;
      im[a + 1] = im[a] - y;
      re[a] += x;
      im[a] += y;
    }
  }

  /** Two stages with decimation in frequency. */
  private void apart(float[] re, float[] im, int start, int quarter) {
    for (int k = 0; k < quarter; k++) {
      int a = start + k;
      int b = a + quarter;
      int c = b + quarter;
      int d = c + quarter;
      float sumRe = re[a] + re[c];
      float sumIm = im[a] + im[c];
      float lessRe = re[a] - re[c];
      float lessIm = im[a] - im[c];
      float otherRe = re[b] + re[d];
      float otherIm = im[b] + im[d];
      float turnedRe = im[b] - im[d]; // (b - d) times -i
      float turnedIm = re[d] - re[b];
      float cos1 = cos[2 * quarter + k];
      float sin1 = sin[2 * quarter + k];
      float cos2 = cos[quarter + k];
      float sin2 = sin[quarter + k];
      float cos3 = cos1 * cos2 - sin1 * sin2;
      float sin3 = sin1 * cos2 + cos1 * sin2;
      re[a] = sumRe + otherRe;
      im[a] = sumIm + otherIm;
      float x = sumRe - otherRe;
      float y = sumIm - otherIm;
      re[b] = x * cos2 + y * sin2;
      im[b] = y * cos2 - x * sin2;
      x = lessRe + turnedRe;
      y = lessIm + turnedIm;
      re[c] = x * cos1 + y * sin1;
      im[c] = y * cos1 - x * sin1;
      x = lessRe - turnedRe;
      y = lessIm - turnedIm;
      re[d] = x * cos3 + y * sin3;
      im[d] = y * cos3 - x * sin3;
    }
  }

  /** Two stages with decimation in time: what {@link #apart} did, undone, times four. */
  private void together(float[] re, float[] im, int start, int quarter) {
    for (int k = 0; k < quarter; k++) {
      int a = start + k;
      int b = a + quarter;
      int c = b + quarter;
      int d = c + quarter;
      float cos1 = cos[2 * quarter + k];
      float sin1 = sin[2 * quarter + k];
      float cos2 = cos[quarter + k];
      float sin2 = sin[quarter + k];
      float cos3 = cos1 * cos2 - sin1 * sin2;
      float sin3 = sin1 * cos2 + cos1 * sin2;
      float bRe = re[b] * cos2 - im[b] * sin2;
      float bIm = im[b] * cos2 + re[b] * sin2;
      float cRe = re[c] * cos1 - im[c] * sin1;
      float cIm = im[c] * cos1 + re[c] * sin1;
      float dRe = re[d] * cos3 - im[d] * sin3;
      float dIm = im[d] * cos3 + re[d] * sin3;
      float sumRe = re[a] + bRe;
      float sumIm = im[a] + bIm;
      float lessRe = re[a] - bRe;
      float lessIm = im[a] - bIm;
      float otherRe = cRe + dRe;
      float otherIm = cIm + dIm;
      float turnedRe = dIm - cIm; // (c - d) times i
      float turnedIm = cRe - dRe;
      re[a] = sumRe + otherRe;
      im[a] = sumIm + otherIm;
      re[b] = lessRe + turnedRe;
      im[b] = lessIm + turnedIm;
      re[c] = sumRe - otherRe;
      im[c] = sumIm - otherIm;
      re[d] = lessRe - turnedRe;
      im[d] = lessIm - turnedIm;
    }
  }
}
