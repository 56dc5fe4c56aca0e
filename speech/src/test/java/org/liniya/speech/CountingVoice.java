package org.liniya.speech;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.liniya.audio.Tone;
import org.liniya.call.Language;
import org.liniya.port.SpeechSynthesizer;
import org.liniya.port.SynthesisException;
import org.liniya.speak.Words;

/** Says a tone for every text, and counts. Any thread. */
final class CountingVoice implements SpeechSynthesizer {

  private final String voice;
  private final Set<String> cannotSay;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private boolean installed = true;

  CountingVoice(String voice, String... cannotSay) {
    this.voice = voice;
    this.cannotSay = Set.of(cannotSay);
  }

  CountingVoice notInstalled() {
    installed = false;
    return this;
  }

  List<String> said() {
    return said;
  }

  @Override
  public Language language() {
    return Language.RU;
  }

  @Override
  public String voice() {
    return voice;
  }

  @Override
  public void ready() throws SynthesisException {
    if (!installed) {
      throw new SynthesisException(voice + " is not installed", "install " + voice);
    }
  }

  @Override
  public Spoken speak(Words words) throws SynthesisException {
    if (cannotSay.contains(words.text())) {
      throw new SynthesisException(voice + " stumbles", "say it otherwise");
    }
    said.add(words.text());
    return new Spoken(Tone.sine(500, 800 * (1 + words.text().length())), 8000);
  }

  @Override
  public void close() {
    // nothing was started
  }
}
