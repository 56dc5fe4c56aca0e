package org.liniya.speech.voice;

import java.util.Map;
import org.liniya.call.Language;
import org.liniya.port.SpeechSynthesizer;

/** The voice anna of RHVoice, where it is installed. */
final class RhVoiceTest extends SpeechSynthesizerContract {
  @Override
  boolean inDebian() {
    return false;
  }

  @Override
  SpeechSynthesizer make() {
    return Engines.make("rhvoice", Language.RU, Pronunciation.NONE, Map.of());
  }
}
