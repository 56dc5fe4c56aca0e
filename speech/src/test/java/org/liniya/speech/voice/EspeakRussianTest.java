package org.liniya.speech.voice;

import org.liniya.call.Language;
import org.liniya.port.SpeechSynthesizer;

/** The voice espeak-ng in Russian. */
final class EspeakRussianTest extends SpeechSynthesizerContract {
  @Override
  SpeechSynthesizer make() {
    return Engines.make("espeak-ng", Language.RU, Pronunciation.NONE, java.util.Map.of());
  }
}
