package org.liniya.audio.hearing;

import java.util.Arrays;

/**
 * Normalised cross-correlation of pairs of short pieces with blocks of a tape. For one thread.
 *
 * <p>The two pieces of a pair travel as the real and the imaginary part of one transform, so the
 * second costs nothing.
 */
final class Correlation {
  /** Longest piece that can be looked for, in samples. */
  static final int LONGEST_PIECE = 4096;

  private final Fft fft;
  private final int block;
  private final Tape tape;
  private final float[] blockRe;
  private final float[] blockIm;
  private final float[] re;
  private final float[] im;
  private long start;

  /**
   * @param block samples in a block, a power of two above {@link #LONGEST_PIECE}
   */
  Correlation(Tape tape, int block) {
    this.fft = new Fft(block);
    this.block = block;
    this.tape = tape;
    this.blockRe = new float[block];
    this.blockIm = new float[block];
    this.re = new float[block];
    this.im = new float[block];
  }

  /** How many starts one block gives an answer for. */
  int step() {
    return block - LONGEST_PIECE;
  }

  /** Goes to the block that begins with this sample. */
  void goTo(long sample) {
    start = sample;
    tape.copy(sample, blockRe);
    Arrays.fill(blockIm, 0);
    fft.forward(blockRe, blockIm);
  }

  /** Prepares two pieces to be looked for. */
  Pair pair(Piece one, Piece other) {
    float[] pairRe = padded(one);
    float[] pairIm = padded(other);
    fft.forward(pairRe, pairIm);
    return new Pair(one, other, pairRe, pairIm);
  }

  /**
   * For each of the block's first {@link #step()} starts, how well each piece fits there: 1 is the
   * same wave, 0 is nothing alike, or no more alike than {@code least}.
   */
  float[][] scores(Pair pair, double least) {
    for (int i = 0; i < block; i++) { // times the conjugate
      re[i] = blockRe[i] * pair.re[i] + blockIm[i] * pair.im[i];
      im[i] = blockIm[i] * pair.re[i] - blockRe[i] * pair.im[i];
    }
    fft.back(re, im);
    float[][] scores = new float[2][step()];
    tape.fits(re, 1f / block, start, pair.one, least, scores[0]);
    tape.fits(im, -1f / block, start, pair.other, least, scores[1]);
    return scores;
  }

  private float[] padded(Piece piece) {
    float[] samples = new float[block];
    for (int i = 0; i < piece.length(); i++) {
      samples[i] = piece.sample(i);
    }
    return samples;
  }

  /** Two pieces and the transform that both share. */
  static final class Pair {
    private final Piece one;
    private final Piece other;
    private final float[] re;
    private final float[] im;

    private Pair(Piece one, Piece other, float[] re, float[] im) {
      this.one = one;
      this.other = other;
      this.re = re;
      this.im = im;
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
