package org.liniya.speech.voice;

import org.liniya.call.Language;
import org.liniya.port.SpeechSynthesizer;

/** The voice anna of RHVoice, where it is installed. */
final class RhVoiceTest extends SpeechSynthesizerContract {
  @Override
  SpeechSynthesizer make() {
    return Engines.make("rhvoice", Language.RU, Pronunciation.NONE, java.util.Map.of());
  }
}
