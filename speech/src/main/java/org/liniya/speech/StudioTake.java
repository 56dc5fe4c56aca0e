package org.liniya.speech;

import org.liniya.audio.Energy;
import org.liniya.audio.G711;
import org.liniya.audio.PromptFinish;
import org.liniya.audio.Wav;

/**
 * What is to be said of a file that a studio has delivered, and the prompt that it becomes. A pure
 * rule, with its reason. Immutable.
 */
public sealed interface StudioTake {

  /** A quieter voice than this would bring its noise up with it, in dB below full scale. */
  double QUIETEST_DBFS = -45;

  /** In seconds. */
  int LONGEST = 20;

  /** As many samples in a row at full scale are a top that was cut off. */
  int FLAT_TOP = 4;

  /**
   * As many in a thousand at full scale are too many, in a row or not: a take that was clipped and
   * then brought to another rate has no flat tops any more.
   */
  int MOST_AT_FULL_SCALE = 2;

  /** Good: the prompt that it becomes. */
  final class Good implements StudioTake {

    private final short[] prompt;

    Good(short[] prompt) {
      this.prompt = prompt;
    }

    /** Cut, filtered and levelled, 8,000 samples a second. Shared, not to be changed. */
    public short[] prompt() {
      return prompt;
    }

    public double seconds() {
      return (double) prompt.length / G711.RATE;
    }
  }

  /**
   * Not taken.
   *
   * @param why in one sentence without a full stop
   */
  record Refused(String why, String cure) implements StudioTake {}

  /** Judges a recording of one or two channels at any rate. */
  static StudioTake judge(Wav wav) {
    short[] samples = oneChannel(wav);
    int flat = flatTops(wav);
    if (flat > 0) {
      return new Refused(
          "it is clipped (" + flat + " samples at full scale)",
          "record it with less gain; the peak should stay 3 dB below full scale");
    }
    short[] prompt = PromptFinish.finish(samples, wav.rate());
    if (prompt.length == 0) {
      return new Refused("there is nothing but silence in it", "record it again");
    }
    double dBFs = 20 * Math.log10(Math.max(1, Energy.rms(samples)) / 32_768);
    if (dBFs < QUIETEST_DBFS) {
      return new Refused(
          "it is too quiet (%.0f dBFS)".formatted(dBFs),
          "record it with more gain: −30 to −15 dBFS");
    }
    long seconds = prompt.length / G711.RATE;
    if (seconds >= LONGEST) {
      return new Refused(
          "it takes " + seconds + " s", "split the prompt: it should take 20 s at most");
    }
    return new Good(prompt);
  }

  /** The mean of both: a studio's two channels have the same voice. */
  private static short[] oneChannel(Wav wav) {
    short[] left = wav.channel(0);
    if (wav.channels() == 1) {
      return left;
    }
    short[] right = wav.channel(1);
    short[] mean = new short[left.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (short) ((left[i] + right[i]) / 2);
    }
    return mean;
  }

  private static int flatTops(Wav wav) {
    int flat = 0;
    int full = 0;
    for (int c = 0; c < wav.channels(); c++) {
      int run = 0;
      for (short sample : wav.channel(c)) {
        run = Math.abs((int) sample) >= 32_766 ? run + 1 : 0;
        full += run > 0 ? 1 : 0;
        flat += run == FLAT_TOP ? FLAT_TOP : run > FLAT_TOP ? 1 : 0;
      }
    }
    long most = (long) MOST_AT_FULL_SCALE * wav.length() * wav.channels() / 1_000;
    return full > most ? Math.max(flat, full) : flat;
  }
}
