package org.liniya.audio;

/**
 * Makes a prompt of what a voice or a studio has delivered: 8,000 samples a second, silence cut off
 * both ends, the band of the telephone, every prompt as loud as the others, and soft edges. Pure;
 * safe on any thread.
 */
public final class PromptFinish {

  /** Which processing this is; raised whenever the same input would sound differently. */
  public static final int VERSION = 1;

  /** Root mean square over the whole prompt, in dB below full scale. */
  public static final double RMS_DBFS = -21;

  /** A prompt's loudest sample, likewise: never clipped, whatever codec follows. */
  public static final double PEAK_DBFS = -3;

  private static final double FULL_SCALE = 32_768;
  private static final double LOWEST_HERTZ = 120;
  private static final double HIGHEST_HERTZ = 3600;
  private static final int FADE_IN = G711.RATE * 3 / 1000;
  private static final int FADE_OUT = G711.RATE * 8 / 1000;
  private static final int PAUSE = G711.RATE * 20 / 1000;

  private PromptFinish() {}

  /**
   * The prompt, 8,000 samples a second; empty when there is nothing but silence.
   *
   * @param samples 16-bit samples of one channel
   * @param rate how many of them are a second
   */
  public static short[] finish(short[] samples, int rate) {
    double[] slow = Resampler.resample(doubles(samples), rate, G711.RATE);
    // Cut before the band is narrowed: the s of "six" lies above it and would be cut off as
    // silence.
    double[] cut = Silence.trim(slow, G711.RATE);
    if (cut.length == 0) {
      return new short[0];
    }
    double[] band =
        Biquad.lowPass(HIGHEST_HERTZ, G711.RATE)
            .filter(Biquad.highPass(LOWEST_HERTZ, G711.RATE).filter(cut));
    double gain = gain(band);
    short[] prompt = new short[band.length + 2 * PAUSE];
    for (int i = 0; i < band.length; i++) {
      double faded = band[i] * gain * fade(i, FADE_IN) * fade(band.length - 1 - i, FADE_OUT);
      prompt[PAUSE + i] = (short) Math.round(Math.clamp(faded, -FULL_SCALE, FULL_SCALE - 1));
    }
    return prompt;
  }

  /** So much louder that the mean is right, or the peak, whichever comes first. */
  private static double gain(double[] samples) {
    double sum = 0;
    double peak = 0;
    for (double sample : samples) {
      sum += sample * sample;
      peak = Math.max(peak, Math.abs(sample));
    }
    double rms = Math.sqrt(sum / samples.length);
    if (rms == 0) {
      return 1;
    }
    return Math.min(level(RMS_DBFS) / rms, level(PEAK_DBFS) / peak);
  }

  private static double level(double dBFs) {
    return FULL_SCALE * Math.pow(10, dBFs / 20);
  }

  private static double fade(int distance, int length) {
    return distance >= length ? 1 : (double) distance / length;
  }

  private static double[] doubles(short[] samples) {
    double[] doubles = new double[samples.length];
    for (int i = 0; i < samples.length; i++) {
      doubles[i] = samples[i];
    }
    return doubles;
  }
}
