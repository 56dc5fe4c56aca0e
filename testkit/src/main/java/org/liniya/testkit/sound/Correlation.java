package org.liniya.testkit.sound;

import java.util.ArrayList;
import java.util.List;

/**
 * Normalised cross-correlation of short pieces with one long sound. The spectra of the sound's
 * blocks are kept, so each piece costs one transform a block. Immutable after construction.
 */
final class Correlation {
  /** Longest piece that can be looked for, in samples. */
  static final int LONGEST_PIECE = 8192;

  private static final int BLOCK = 32768;
  private static final int STEP = BLOCK - LONGEST_PIECE;
  // Correlating with what is quieter than this (RMS) is correlating with noise.
  private static final double FLOOR = 20;

  private final Fft fft = new Fft(BLOCK);
  private final Sound sound;
  private final List<double[][]> spectra = new ArrayList<>();
  // sum[i] is the energy of the samples before i
  private final double[] energyBefore;

  Correlation(Sound sound) {
    this.sound = sound;
    this.energyBefore = new double[sound.size() + 1];
    for (int i = 0; i < sound.size(); i++) {
      energyBefore[i + 1] = energyBefore[i] + (double) sound.sample(i) * sound.sample(i);
    }
    for (int start = 0; start < sound.size(); start += STEP) {
      double[] re = new double[BLOCK];
      double[] im = new double[BLOCK];
      for (int i = 0; i < BLOCK && start + i < sound.size(); i++) {
        re[i] = sound.sample(start + i);
      }
      fft.forward(re, im);
      spectra.add(new double[][] {re, im});
    }
  }

  /**
   * For every start in the sound, how well each of two pieces fits there: 1 is the same wave, 0 is
   * nothing alike. The two travel as the real and the imaginary part of one transform, so the
   * second costs nothing.
   */
  float[][] scores(Piece one, Piece other) {
    float[][] scores = {room(one), room(other)};
    double[] pieceRe = padded(one);
    double[] pieceIm = padded(other);
    fft.forward(pieceRe, pieceIm);
    for (int block = 0; block < spectra.size(); block++) {
      double[] re = spectra.get(block)[0].clone();
      double[] im = spectra.get(block)[1].clone();
      multiplyByConjugate(re, im, pieceRe, pieceIm);
      fft.inverse(re, im);
      int start = block * STEP;
      for (int i = 0; i < STEP && start + i < scores[0].length; i++) {
        scores[0][start + i] = (float) normalised(re[i], start + i, one);
      }
      for (int i = 0; i < STEP && start + i < scores[1].length; i++) {
        scores[1][start + i] = (float) normalised(-im[i], start + i, other);
      }
    }
    return scores;
  }

  private float[] room(Piece piece) {
    return new float[Math.max(0, sound.size() - piece.length() + 1)];
  }

  private static double[] padded(Piece piece) {
    double[] samples = new double[BLOCK];
    for (int i = 0; i < piece.length(); i++) {
      samples[i] = piece.sample(i);
    }
    return samples;
  }

  /**
   * The best fit of the piece at starts {@code from} to {@code to}, worked out without transforms.
   */
  double best(Piece piece, int from, int to) {
    double best = 0;
    for (int start = Math.max(0, from);
        start <= Math.min(to, sound.size() - piece.length());
        start++) {
      double dot = 0;
      for (int i = 0; i < piece.length(); i++) {
        dot += (double) sound.sample(start + i) * piece.sample(i);
      }
      best = Math.max(best, normalised(dot, start, piece));
    }
    return best;
  }

  private double normalised(double dot, int start, Piece piece) {
    double here = energyBefore[start + piece.length()] - energyBefore[start];
    double floor = FLOOR * FLOOR * piece.length();
    return dot / Math.sqrt(Math.max(here, floor) * piece.energy());
  }

  private static void multiplyByConjugate(
      double[] re, double[] im, double[] otherRe, double[] otherIm) {
    for (int i = 0; i < re.length; i++) {
      double x = re[i] * otherRe[i] + im[i] * otherIm[i];
      im[i] = im[i] * otherRe[i] - re[i] * otherIm[i];
      re[i] = x;
    }
  }

  /** A part of a prompt: {@code length} samples of {@code whole} from {@code offset}. */
  record Piece(Sound whole, int offset, int length, double energy) {
    static Piece of(Sound whole, int offset, int length) {
      double energy = 1;
      for (int i = offset; i < offset + length; i++) {
        energy += (double) whole.sample(i) * whole.sample(i);
      }
      return new Piece(whole, offset, length, energy);
    }

    short sample(int index) {
      return whole.sample(offset + index);
    }
  }
}
