package org.liniya.asterisk;

import java.util.Optional;
import java.util.Set;
import org.liniya.audio.G711;
import org.liniya.audio.Tone;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.port.PromptCatalogue;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;
import org.liniya.testkit.call.Noises;

/** {@code tone-440-2000} is 440 Hz for 2,000 ms; all else is noise. */
final class Tones implements PromptCatalogue {

  private final Noises noises = new Noises();

  static Utterance of(int hertz, int ms) {
    return Utterance.of(new Clip.Prompt(Language.RU, "tone-" + hertz + "-" + ms));
  }

  @Override
  public Optional<String> text(Language language, String name) {
    return noises.text(language, name);
  }

  @Override
  public Optional<byte[]> sound(Language language, String name, Encoding encoding) {
    if (!name.matches("tone-\\d+-\\d+")) {
      return noises.sound(language, name, encoding);
    }
    String[] parts = name.split("-", -1);
    G711 law = encoding == Encoding.PCMA ? G711.A_LAW : G711.MU_LAW;
    return Optional.of(
        law.encode(Tone.sine(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]) * 8)));
  }

  @Override
  public Optional<byte[]> music(String name, Encoding encoding) {
    return noises.music(name, encoding);
  }

  @Override
  public Set<String> names(Language language) {
    return Set.of();
  }

  @Override
  public Set<Language> languages() {
    return Set.of(Language.RU);
  }
}
