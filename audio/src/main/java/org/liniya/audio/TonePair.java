package org.liniya.audio;

/**
 * Looks closely at 32 ms of sound: is it one of a telephone's keys within the limits of ITU-T Q.24?
 * Pure but for the work of a few thousand multiplications; allocates nothing.
 *
 * <ul>
 *   <li>Frequencies: each within 2.5% of its own (Q.24 wants 1.5% taken and 3.5% refused), by how
 *       far its phase turns between two windows.
 *   <li>Levels: each tone at least −30 dBm0 (Q.24: −25 and above must be taken).
 *   <li>Twist: the high tone at most 9 dB weaker or 5 dB stronger (must be taken: 8 and 4).
 *   <li>Purity: what is left when both tones are taken out is at most a tenth (noise 15 dB below is
 *       three hundredths; a voice has much more).
 *   <li>Harmonics: twice either frequency, in what is left, at least 16 dB below it: voices have
 *       them, keys do not.
 * </ul>
 */
final class TonePair {

  /** What {@link KeyTones} has when it has had its hints: five hops. */
  static final int SAMPLES = 5 * KeyTones.HOP;

  /** The peak of a 0 dBm0 sine (G.711 section 3: +3.14 dBm0 is full scale in A-law). */
  static final double PEAK_OF_0_DBM0 = 32768 / Math.pow(10, 3.14 / 20);

  private static final int WINDOW = 190;
  private static final int APART = SAMPLES - WINDOW;
  private static final double[] HANN = new double[WINDOW];
  private static final double HANN_SUM;

  private static final double FREQUENCY = 0.025;
  private static final double LEAST_PEAK = PEAK_OF_0_DBM0 * decibels(-30);
  private static final double HIGH_WEAKEST = decibels(-9);
  private static final double HIGH_STRONGEST = decibels(5);
  private static final double MOST_LEFT = 0.10;
  private static final double MOST_HARMONIC = decibels(-16);

  static {
    double sum = 0;
    for (int i = 0; i < WINDOW; i++) {
      HANN[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / WINDOW);
      sum += HANN[i];
    }
    HANN_SUM = sum;
  }

  private TonePair() {}

  /** Whether {@value #SAMPLES} samples are the key of these two frequencies. */
  static boolean isKey(double[] sound, int lowHertz, int highHertz) {
    Tone low = Tone.at(sound, lowHertz);
    Tone high = Tone.at(sound, highHertz);
    return low.isNear(lowHertz)
        && high.isNear(highHertz)
        && low.peak >= LEAST_PEAK
        && high.peak >= LEAST_PEAK
        && high.peak >= low.peak * HIGH_WEAKEST
        && high.peak <= low.peak * HIGH_STRONGEST
        && isPure(sound, low, high);
  }

  private static boolean isPure(double[] sound, Tone low, Tone high) {
    double all = 0;
    double left = 0;
    Spin lows = new Spin(2 * low.step);
    Spin highs = new Spin(2 * high.step);
    for (int i = 0; i < SAMPLES; i++) {
      double rest = sound[i] - low.sample(i) - high.sample(i);
      all += sound[i] * sound[i];
      left += rest * rest;
      lows.add(rest);
      highs.add(rest);
    }
    return left <= MOST_LEFT * all
        && lows.peak() <= low.peak * MOST_HARMONIC
        && highs.peak() <= high.peak * MOST_HARMONIC;
  }

  private static double decibels(double level) {
    return Math.pow(10, level / 20);
  }

  /** Goertzel's recurrence over all samples: how much there is at one frequency. */
  private static final class Spin {
    private final double coefficient;
    private double last;
    private double before;

    Spin(double step) {
      coefficient = 2 * Math.cos(step);
    }

    void add(double sample) {
      double next = sample + coefficient * last - before;
      before = last;
      last = next;
    }

    double peak() {
      double power = last * last + before * before - coefficient * last * before;
      return 2 * Math.sqrt(Math.max(0, power)) / SAMPLES;
    }
  }

  /** A sine found near a frequency: its real step per sample, and its amplitude and phase. */
  private static final class Tone {
    private final double step;
    private final double cos;
    private final double sin;
    private final double peak;

    private Tone(double step, double cos, double sin) {
      this.step = step;
      this.cos = cos;
      this.sin = sin;
      this.peak = Math.hypot(cos, sin);
    }

    static Tone at(double[] sound, int hertz) {
      double nominal = 2 * Math.PI * hertz / G711.RATE;
      double turned = phase(sound, APART, nominal) - phase(sound, 0, nominal);
      double step = nominal + Math.IEEEremainder(turned, 2 * Math.PI) / APART;
      double re = 0;
      double im = 0;
      int from = APART / 2; // the middle of the sound
      for (int i = 0; i < WINDOW; i++) {
        double weighted = HANN[i] * sound[from + i];
        re += weighted * Math.cos(step * (from + i));
        im += weighted * Math.sin(step * (from + i));
      }
      return new Tone(step, 2 * re / HANN_SUM, 2 * im / HANN_SUM);
    }

    /** Of the part of the sound at a frequency, against a sine that began with sample 0. */
    private static double phase(double[] sound, int from, double step) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < WINDOW; i++) {
        double weighted = HANN[i] * sound[from + i];
        re += weighted * Math.cos(step * (from + i));
        im -= weighted * Math.sin(step * (from + i));
      }
      return Math.atan2(im, re);
    }

    boolean isNear(int hertz) {
      double nominal = 2 * Math.PI * hertz / G711.RATE;
      return Math.abs(step - nominal) <= FREQUENCY * nominal;
    }

    double sample(int at) {
      return cos * Math.cos(step * at) + sin * Math.sin(step * at);
    }
  }
}
