package org.liniya.audio;

/** How loud sound is, and how much of it lies at one frequency. Pure; safe on any thread. */
public final class Energy {

  /** Root mean square of a 0 dBm0 sine: A-law overload is +3.14 dBm0 (G.711 section 3). */
  private static final double RMS_OF_0_DBM0 = 32768 / Math.sqrt(2) / Math.pow(10, 3.14 / 20);

  private Energy() {}

  /** Root mean square of samples, 0 for none. */
  public static double rms(short[] samples, int offset, int length) {
    double sum = 0;
    for (int i = offset; i < offset + length; i++) {
      sum += (double) samples[i] * samples[i];
    }
    return length == 0 ? 0 : Math.sqrt(sum / length);
  }

  /** Root mean square of all samples. */
  public static double rms(short[] samples) {
    return rms(samples, 0, samples.length);
  }

  /** The level in dBm0; negative infinity for digital silence. */
  public static double dBm0(short[] samples) {
    return 20 * Math.log10(rms(samples) / RMS_OF_0_DBM0);
  }

  /**
   * The amplitude of the sine at a frequency, by Goertzel's recurrence; a pure sine gives its peak
   * value. The resolution is the rate divided by the length.
   */
  public static double amplitudeAt(
      double hertz, short[] samples, int offset, int length, int rate) {
    double coefficient = 2 * Math.cos(2 * Math.PI * hertz / rate);
    double before = 0;
    double last = 0;
    for (int i = offset; i < offset + length; i++) {
      double next = samples[i] + coefficient * last - before;
      before = last;
      last = next;
    }
    double power = last * last + before * before - coefficient * last * before;
    return length == 0 ? 0 : 2 * Math.sqrt(Math.max(0, power)) / length;
  }

  /**
   * The share of the whole energy that lies at a frequency: near 1 for that tone alone, near 0 for
   * silence, noise or another tone.
   */
  public static double shareAt(double hertz, short[] samples, int offset, int length, int rate) {
    double rms = rms(samples, offset, length);
    double amplitude = amplitudeAt(hertz, samples, offset, length, rate);
    return rms < 1 ? 0 : Math.min(1, amplitude * amplitude / 2 / (rms * rms));
  }

  /** As the other, of all samples at 8,000 a second. */
  public static double shareAt(double hertz, short[] samples) {
    return shareAt(hertz, samples, 0, samples.length, G711.RATE);
  }
}
