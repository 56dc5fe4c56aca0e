package org.liniya.speech.voice;

import org.liniya.call.Language;
import org.liniya.port.SpeechSynthesizer;

/** The voice slt of Flite. */
final class FliteTest extends SpeechSynthesizerContract {
  @Override
  SpeechSynthesizer make() {
    return Engines.make("flite", Language.EN, Pronunciation.NONE, java.util.Map.of());
  }
}
