package org.liniya.speech.listen;

import java.util.List;
import org.liniya.call.Language;
import org.liniya.listen.AcceptanceRule;
import org.liniya.listen.Expected;
import org.liniya.listen.HeardWord;

/** Makes words of speech: one utterance of one caller. For one thread at a time. */
interface Decoder extends AutoCloseable {

  /**
   * Takes sound, 8,000 samples a second.
   *
   * @return whether the speaker seems to have paused: {@link #words} has something new
   */
  boolean accept(short[] sound, int length);

  /**
   * How many words that count ({@link AcceptanceRule#counts}) there seem to be since the last
   * pause; may be fewer or more later.
   */
  int wordsSoFar();

  /** The words up to the pause. */
  List<HeardWord> words();

  /** The words since the last pause; nothing more comes. */
  List<HeardWord> lastWords();

  @Override
  void close();

  /** Where decoders come from. For any thread. */
  interface Source {

    /**
     * @throws RecognizerException when the engine cannot make one
     */
    Decoder open(Language language, Expected expected);
  }
}
