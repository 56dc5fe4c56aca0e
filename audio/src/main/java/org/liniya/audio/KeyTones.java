package org.liniya.audio;

import java.util.Arrays;

/**
 * Hears the keys of a telephone in its sound (ITU-T Q.23, with the limits of Q.24): two tones at
 * once, one of four low and one of four high frequencies. Sound comes in by {@link #hear}, of any
 * length; nothing is allocated. Used by one thread at a time.
 *
 * <p>Two looks, the cheap one first:
 *
 * <ol>
 *   <li>Every {@value #HOP} samples (6.4 ms) Goertzel's recurrence at the eight frequencies over
 *       the latest two hops (N = 102). Sound of which one low and one high tone are the greater
 *       part is a hint.
 *   <li>After {@value #HINTS} equal hints in a row {@link TonePair} looks at the latest 32 ms
 *       closely: frequencies, levels, twist, what else there is, harmonics. A voice may give hints;
 *       it does not pass this.
 * </ol>
 *
 * <p>So a tone of 40 ms is always heard and one of 23 ms never. A key is pressed once until {@value
 * #MISSES} hops in a row were without it: a break of 10 ms is none, a pause of 40 ms always is.
 */
public final class KeyTones {

  static final int[] LOW = {697, 770, 852, 941};
  static final int[] HIGH = {1209, 1336, 1477, 1633};

  private static final String KEYS = "123A456B789C*0#D";
  private static final int TONES = 8;

  /** Half a block; the block of N = 102 is the latest two. */
  static final int HOP = 51;

  static final int HINTS = 4;
  static final int MISSES = 4;

  /** A quarter of the frequencies' own width lost, a fifth of noise: still a hint. */
  private static final double LEAST_SHARE = 0.6;

  /** Below −34 dBm0 nothing is a key; speech pauses cost next to nothing. */
  private static final double LEAST_POWER = Math.pow(TonePair.PEAK_OF_0_DBM0, 2) / 2 / 2500;

  /** A hop so quiet cannot make its block loud: its tones need not be looked for. */
  private static final double NOTHING = LEAST_POWER * HOP / 30;

  private static final int NONE = -1;

  private static final double[] COEFFICIENT = new double[TONES];
  private static final double[] COS = new double[TONES];
  private static final double[] SIN = new double[TONES];
  private static final double[] TURN_COS = new double[TONES]; // by one hop
  private static final double[] TURN_SIN = new double[TONES];

  static {
    for (int i = 0; i < TONES; i++) {
      double step = 2 * Math.PI * (i < 4 ? LOW[i] : HIGH[i - 4]) / G711.RATE;
      COEFFICIENT[i] = 2 * Math.cos(step);
      COS[i] = Math.cos(step);
      SIN[i] = Math.sin(step);
      TURN_COS[i] = Math.cos(step * HOP);
      TURN_SIN[i] = Math.sin(step * HOP);
    }
  }

  private final double[] recent = new double[TonePair.SAMPLES];
  private final double[] hop = new double[HOP];
  private int filled;

  private final double[] beforeRe = new double[TONES];
  private final double[] beforeIm = new double[TONES];
  private double beforeEnergy;

  private int hinted = NONE;
  private int hints;
  private int held = NONE;
  private int misses;
  private int sinceBegin;

  /**
   * Takes a packet's sound.
   *
   * @return the key that is now known to be pressed; 0 when there is none, or none new. Of packets
   *     longer than 40 ms only the last key is told.
   */
  public char hear(G711 law, byte[] sound, int offset, int length) {
    char pressed = 0;
    for (int i = offset; i < offset + length; i++) {
      hop[filled++] = law.decode(sound[i]);
      if (filled == HOP) {
        filled = 0;
        char key = look();
        pressed = key != 0 ? key : pressed;
      }
    }
    return pressed;
  }

  /**
   * How many of the latest samples may belong to the key that is pressed, its edges included; 0
   * while none is.
   */
  public int samplesOfKey() {
    return held == NONE ? 0 : sinceBegin + filled;
  }

  /** The sender has paused without sending silence: what comes next is a new press. */
  public void pause() {
    filled = 0;
    hinted = NONE;
    hints = 0;
    held = NONE;
    beforeEnergy = 0;
    Arrays.fill(beforeRe, 0);
    Arrays.fill(beforeIm, 0);
    Arrays.fill(recent, 0);
  }

  private char look() {
    System.arraycopy(recent, HOP, recent, 0, recent.length - HOP);
    System.arraycopy(hop, 0, recent, recent.length - HOP, HOP);
    int hint = hint();
    hints = hint == NONE ? 0 : hint == hinted ? hints + 1 : 1;
    hinted = hint;
    if (held != NONE) {
      sinceBegin += HOP;
      misses = hint == held ? 0 : misses + 1;
      if (misses >= MISSES) {
        held = NONE;
      }
    }
    if (hints >= HINTS && hint != held && TonePair.isKey(recent, LOW[hint / 4], HIGH[hint % 4])) {
      held = hint;
      misses = 0;
      sinceBegin = (hints + 2) * HOP;
      return KEYS.charAt(hint);
    }
    return 0;
  }

  /** The key of which the latest block has both tones, if they are the greater part of it. */
  private int hint() {
    double energy = 0;
    for (double sample : hop) {
      energy += sample * sample;
    }
    double both = energy + beforeEnergy;
    beforeEnergy = energy;
    boolean loud = both >= LEAST_POWER * 2 * HOP;
    int low = 0;
    int high = 4;
    double lowPower = -1;
    double highPower = -1;
    for (int i = 0; i < TONES; i++) {
      double power = energy < NOTHING ? forget(i) : power(i);
      if (i < 4 && power > lowPower) {
        lowPower = power;
        low = i;
      } else if (i >= 4 && power > highPower) {
        highPower = power;
        high = i;
      }
    }
    double share = (lowPower + highPower) / (HOP * Math.max(both, 1));
    return loud && share >= LEAST_SHARE ? low * 4 + (high - 4) : NONE;
  }

  private double forget(int tone) {
    beforeRe[tone] = 0;
    beforeIm[tone] = 0;
    return 0;
  }

  /** Goertzel over the hop, joined with the hop before by turning that one's phase. */
  private double power(int tone) {
    double coefficient = COEFFICIENT[tone];
    double last = 0;
    double before = 0;
    for (int i = 0; i < HOP; i++) {
      double next = hop[i] + coefficient * last - before;
      before = last;
      last = next;
    }
    double re = last - COS[tone] * before;
    double im = SIN[tone] * before;
    double sumRe = re + beforeRe[tone] * TURN_COS[tone] - beforeIm[tone] * TURN_SIN[tone];
    double sumIm = im + beforeRe[tone] * TURN_SIN[tone] + beforeIm[tone] * TURN_COS[tone];
    beforeRe[tone] = re;
    beforeIm[tone] = im;
    return sumRe * sumRe + sumIm * sumIm;
  }
}
