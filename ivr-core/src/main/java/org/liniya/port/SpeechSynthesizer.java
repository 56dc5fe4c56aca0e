package org.liniya.port;

import org.liniya.call.Language;
import org.liniya.speak.Words;

/**
 * A voice that speaks texts of one language. Thread-safe; blocks for as long as the engine takes,
 * within a bound of its own, so that a call's thread never asks it.
 */
public interface SpeechSynthesizer extends AutoCloseable {

  /** Which language it speaks. */
  Language language();

  /**
   * Which voice it is, with its version: {@code flite/slt/1}. Another name whenever the same text
   * would sound differently; without spaces.
   */
  String voice();

  /**
   * Whether it could speak now: its programs and files are there. Looks only, starts nothing.
   *
   * @throws SynthesisException saying what is missing and where to get it
   */
  void ready() throws SynthesisException;

  /**
   * The sound of a text: at least one sample.
   *
   * @throws SynthesisException when it has none, took too long or too much, or may not be told the
   *     text; what is meant for people, without the text
   * @throws InterruptedException when the thread is interrupted meanwhile
   */
  Spoken speak(Words words) throws SynthesisException, InterruptedException;

  /** Ends what it has started, programs too. A second call does nothing. */
  @Override
  void close();

  /** What was said: 16-bit samples of one channel, one at least. Immutable but for its array. */
  final class Spoken {

    private final short[] samples;
    private final int rate;

    /**
     * What was said.
     *
     * @param rate samples a second
     */
    public Spoken(short[] samples, int rate) {
      if (samples.length == 0 || rate < 1) {
        throw new IllegalArgumentException(samples.length + " samples, " + rate + " a second");
      }
      this.samples = samples;
      this.rate = rate;
    }

    /** Shared, not to be changed. */
    public short[] samples() {
      return samples;
    }

    /** Samples a second. */
    public int rate() {
      return rate;
    }
  }
}
