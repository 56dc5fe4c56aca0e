package org.liniya.audio.hearing;

import java.util.Arrays;

/**
 * What came in last, sharpened, with running sums of its energy; what is older than asked for is
 * forgotten. Samples are counted from the very beginning. For one thread; a tape that nobody adds
 * to may be read by many.
 *
 * <p>Sharpening raises the high frequencies (each sample less 0.95 of the one before). Vowels of
 * one voice share their loud low fundamental and so correlate up to 0.76 as they are; what tells
 * words apart lies above it.
 */
final class Tape {
  private static final double SHARPENING = 0.95;
  // Correlating with what is quieter than this (RMS) is correlating with noise.
  private static final double FLOOR = 20;

  private final int keep;
  private short[] samples;
  // energyBefore[i] is the energy of the kept samples before i
  private double[] energyBefore;
  private long forgotten;
  private int size;
  private short last;

  /**
   * @param keep how many of the latest samples can always be read
   */
  Tape(int keep) {
    this.keep = keep;
    this.samples = new short[2 * keep];
    this.energyBefore = new double[2 * keep + 1];
  }

  /** A tape of a whole sound. */
  static Tape of(Sound sound) {
    Tape tape = new Tape(sound.size() / 2 + 1);
    for (int i = 0; i < sound.size(); i++) {
      tape.add(sound.sample(i));
    }
    return tape;
  }

  void add(short sample) {
    if (size == samples.length) {
      forget();
    }
    short sharp = sharpened(last, sample, end());
    last = sample;
    samples[size] = sharp;
    energyBefore[size + 1] = energyBefore[size] + (double) sharp * sharp;
    size++;
  }

  static short sharpened(short before, short sample, long index) {
    return index == 0
        ? 0
        : (short)
            Math.clamp(Math.round(sample - SHARPENING * before), Short.MIN_VALUE, Short.MAX_VALUE);
  }

  private void forget() {
    int gone = size - keep;
    double energyGone = energyBefore[gone];
    samples = Arrays.copyOfRange(samples, gone, gone + samples.length);
    energyBefore = Arrays.copyOfRange(energyBefore, gone, gone + energyBefore.length);
    for (int i = 0; i <= keep; i++) {
      energyBefore[i] -= energyGone;
    }
    forgotten += gone;
    size = keep;
  }

  /** The number of the next sample. */
  long end() {
    return forgotten + size;
  }

  /** Copies samples from {@code from} on; those beyond either end are 0. */
  void copy(long from, float[] into) {
    for (int i = 0; i < into.length; i++) {
      long at = from + i - forgotten;
      into[i] = at >= 0 && at < size ? samples[(int) at] : 0;
    }
  }

  /** The energy of a stretch, cut at both ends of the tape. */
  double energy(long from, int length) {
    int start = Math.clamp(from - forgotten, 0, size);
    int end = Math.clamp(from + length - forgotten, 0, size);
    return energyBefore[end] - energyBefore[start];
  }

  /**
   * How well, from 0 to 1, a piece fits at {@code start}, given its dot product with the samples
   * there.
   */
  double fit(double dot, long start, Correlation.Piece piece) {
    if (dot <= 0) {
      return 0;
    }
    double floor = FLOOR * FLOOR * piece.length();
    return dot / Math.sqrt(Math.max(energy(start, piece.length()), floor) * piece.energy());
  }

  /**
   * As {@link #fit}, at one start after another, where it is at least {@code least}; 0 elsewhere.
   *
   * @param dots the dot product at each start, times 1 / {@code scale}
   */
  void fits(
      float[] dots,
      double scale,
      long start,
      Correlation.Piece piece,
      double least,
      float[] scores) {
    double floor = FLOOR * FLOOR * piece.length();
    double bar = least * least * piece.energy();
    for (int i = 0; i < scores.length; i++) {
      double dot = dots[i] * scale;
      // most starts fit nothing: these cost no root and no division
      if (dot > 0
          && dot * dot >= bar * floor
          && dot * dot >= bar * energy(start + i, piece.length())) {
        scores[i] = (float) fit(dot, start + i, piece);
      }
    }
  }

  /** The best fit of a piece at starts {@code from} to {@code to}, without transforms. */
  double best(Correlation.Piece piece, long from, long to) {
    int first = (int) Math.max(0, from - forgotten);
    int last = (int) Math.min(to - forgotten, size - piece.length());
    short[] wave = piece.whole().shared();
    int offset = piece.offset();
    int length = piece.length();
    double best = 0;
    for (int start = first; start <= last; start++) {
      long dot = 0; // as whole numbers: sums of those may be made in any order, and so at once
      for (int i = 0; i < length; i++) {
        dot += wave[offset + i] * samples[start + i];
      }
      best = Math.max(best, fit((double) dot, forgotten + start, piece));
    }
    return best;
  }
}
