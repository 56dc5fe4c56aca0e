package org.liniya.speech.voice;

import org.liniya.call.Language;
import org.liniya.port.SpeechSynthesizer;

/** The voice espeak-ng in English. */
final class EspeakEnglishTest extends SpeechSynthesizerContract {
  @Override
  SpeechSynthesizer make() {
    return Engines.make("espeak-ng", Language.EN, Pronunciation.NONE, java.util.Map.of());
  }
}
