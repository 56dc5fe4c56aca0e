package org.liniya.audio;

/** Makes sine tones. Pure; safe on any thread. */
public final class Tone {

  /** A clear tone well below clipping, about −10 dBm0. */
  public static final int USUAL_AMPLITUDE = 8000;

  private Tone() {}

  /**
   * A sine that starts at phase zero.
   *
   * @param hertz its frequency, below half the rate
   * @param lengthSamples how long
   * @param amplitude its peak, 0 to 32767
   * @param rate samples a second
   */
  public static short[] sine(double hertz, int lengthSamples, int amplitude, int rate) {
    if (hertz < 0 || hertz * 2 >= rate) {
      throw new IllegalArgumentException("a tone must be below half the sample rate");
    }
    short[] samples = new short[lengthSamples];
    double step = 2 * Math.PI * hertz / rate;
    for (int i = 0; i < lengthSamples; i++) {
      samples[i] = (short) Math.round(amplitude * Math.sin(step * i));
    }
    return samples;
  }

  /** A sine of the usual amplitude at 8,000 samples a second. */
  public static short[] sine(double hertz, int lengthSamples) {
    return sine(hertz, lengthSamples, USUAL_AMPLITUDE, G711.RATE);
  }
}
