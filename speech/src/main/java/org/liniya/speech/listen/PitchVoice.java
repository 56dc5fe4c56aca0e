package org.liniya.speech.listen;

/**
 * Knows a voice by its pitch, without any model: sound that repeats itself 60 to 400 times a second
 * and is yet no tone. Voiceless sounds are none; noise is none; music is now and then.
 *
 * <ul>
 *   <li>It repeats itself: the normalised autocorrelation of 64 ms, at a lag of 2.5 to 16 ms, is
 *       high.
 *   <li>It is no tone: ring-back, busy tone and keys are told by four past samples almost wholly,
 *       which a voice is not.
 * </ul>
 */
public final class PitchVoice implements VoiceModel {

  private static final int SHORTEST_LAG = 20;
  private static final int LONGEST_LAG = 133;
  private static final double LEAST_REPEAT = 0.3;
  private static final double SURE_REPEAT = 0.5;

  /** G.711 leaves of a tone that is foretold some −35 dB; speech leaves more. */
  private static final double LEAST_RESIDUE = 0.004;

  private static final int ORDER = 4;

  /** Of first order, at 200 Hz. */
  private static final double HIGH_PASS = 1 / (1 + 2 * Math.PI * 200 / 8000);

  @Override
  public Ear ear() {
    return new PitchEar();
  }

  @Override
  public void close() {
    // nothing is held
  }

  private static final class PitchEar implements Ear {
    private final double[] window = new double[2 * FRAME];
    private final double[] bright = new double[2 * FRAME];
    private final double[] correlation = new double[ORDER + 1];

    @Override
    public double voice(short[] frame) {
      System.arraycopy(window, FRAME, window, 0, FRAME);
      for (int i = 0; i < FRAME; i++) {
        window[FRAME + i] = frame[i];
      }
      return residue() < LEAST_RESIDUE
          ? 0
          : Math.clamp((repeat() - LEAST_REPEAT) / (SURE_REPEAT - LEAST_REPEAT), 0, 1);
    }

    /** Without the deep noise of rooms and streets, which seems to repeat itself. */
    private double repeat() {
      for (int i = 1; i < window.length; i++) {
        bright[i] = HIGH_PASS * (bright[i - 1] + window[i] - window[i - 1]);
      }
      double best = 0;
      for (int lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) {
        double product = 0;
        double early = 1;
        double late = 1;
        for (int i = 0; i + lag < bright.length; i++) {
          product += bright[i] * bright[i + lag];
          early += bright[i] * bright[i];
          late += bright[i + lag] * bright[i + lag];
        }
        best = Math.max(best, product / Math.sqrt(early * late));
      }
      return best;
    }

    /** What linear prediction of order 4 leaves of the latest frame (Levinson and Durbin). */
    private double residue() {
      for (int lag = 0; lag <= ORDER; lag++) {
        double sum = 0;
        for (int i = FRAME; i < 2 * FRAME; i++) {
          sum += taper(i - FRAME) * taper(i - FRAME - lag) * window[i] * window[i - lag];
        }
        correlation[lag] = sum;
      }
      double error = correlation[0];
      double[] predictor = new double[ORDER + 1];
      for (int order = 1; order <= ORDER && error > 0; order++) {
        double reflection = correlation[order];
        for (int i = 1; i < order; i++) {
          reflection -= predictor[i] * correlation[order - i];
        }
        reflection /= error;
        double[] before = predictor.clone();
        predictor[order] = reflection;
        for (int i = 1; i < order; i++) {
          predictor[i] = before[i] - reflection * before[order - i];
        }
        error *= 1 - reflection * reflection;
      }
      return correlation[0] > 0 ? error / correlation[0] : 1;
    }

    private static double taper(int i) {
      return i < 0 ? 0 : 0.5 - 0.5 * Math.cos(2 * Math.PI * i / (FRAME - 1));
    }
  }
}
