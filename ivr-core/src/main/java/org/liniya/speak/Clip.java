package org.liniya.speak;

import java.time.Duration;
import org.liniya.call.Language;

/** One piece of sound that a leg can play. Immutable. */
public sealed interface Clip {

  /**
   * A prompt of the catalogue in one language; numbers are made of prompts such as {@code
   * number-20}.
   */
  record Prompt(Language language, String name) implements Clip {}

  /**
   * A sentence that an engine is to read, because the catalogue lacks a fragment of it.
   *
   * @param personal whether values of the call are in it: not for engines outside, nor to be kept
   *     in a file
   */
  record Text(Language language, String text, boolean personal) implements Clip {

    /** What is read may be personal. */
    @Override
    public String toString() {
      return "Text[" + language + ", " + (personal ? "***" : text) + "]";
    }
  }

  /** Nothing, for a while. */
  record Silence(Duration length) implements Clip {}

  /** Music on hold, by the name of its file under {@code config/music}; endless. */
  record Music(String name) implements Clip {}

  /** A signal tone, for the start of recording. */
  record Tone(int hertz, Duration length) implements Clip {}
}
