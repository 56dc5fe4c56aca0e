package org.liniya.audio;

/**
 * A filter of the second order without ripple (Butterworth), by the formulas of R.
 * Bristow-Johnson's "Audio EQ Cookbook". Immutable; safe on any thread.
 */
public final class Biquad {

  private static final double Q = Math.sqrt(0.5);

  private final double b0;
  private final double b1;
  private final double b2;
  private final double a1;
  private final double a2;

  private Biquad(double b0, double b1, double b2, double a0, double a1, double a2) {
    this.b0 = b0 / a0;
    this.b1 = b1 / a0;
    this.b2 = b2 / a0;
    this.a1 = a1 / a0;
    this.a2 = a2 / a0;
  }

  /** Lets pass what is above a frequency; 3 dB less at it, 12 dB less an octave below it. */
  public static Biquad highPass(double hertz, int rate) {
    double w = 2 * Math.PI * hertz / rate;
    double alpha = Math.sin(w) / (2 * Q);
    double cos = Math.cos(w);
    return new Biquad((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
  }

  /** Lets pass what is below a frequency; 3 dB less at it. */
  public static Biquad lowPass(double hertz, int rate) {
    double w = 2 * Math.PI * hertz / rate;
    double alpha = Math.sin(w) / (2 * Q);
    double cos = Math.cos(w);
    return new Biquad((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
  }

  /** What of the samples passes; a new array. */
  public double[] filter(double[] samples) {
    double[] passed = new double[samples.length];
    double x1 = 0;
    double x2 = 0;
    double y1 = 0;
    double y2 = 0;
    for (int i = 0; i < samples.length; i++) {
      double y = b0 * samples[i] + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
      x2 = x1;
      x1 = samples[i];
      y2 = y1;
      y1 = y;
      passed[i] = y;
    }
    return passed;
  }
}
