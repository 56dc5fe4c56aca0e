package org.liniya.speech.voice;

import org.liniya.call.Language;
import org.liniya.port.SpeechSynthesizer;

/** FreeTTS in this JVM. */
final class FreeTtsVoiceTest extends SpeechSynthesizerContract {
  @Override
  SpeechSynthesizer make() {
    return Engines.make("freetts", Language.EN, Pronunciation.NONE, java.util.Map.of());
  }
}
