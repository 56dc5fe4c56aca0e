package org.liniya.rtp;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.liniya.audio.Tone;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.port.PromptCatalogue;
import org.liniya.port.SentenceReader;
import org.liniya.speak.Clip;

/** Prompts that are tones: {@code 440-1000} is 440 Hz for 1,000 ms; other names are missing. */
final class ToneCatalogue implements PromptCatalogue {

  private final Map<String, byte[]> music = new ConcurrentHashMap<>();

  @Override
  public Optional<String> text(Language language, String name) {
    return Optional.of(name);
  }

  @Override
  public Optional<byte[]> sound(Language language, String name, Encoding encoding) {
    if (!name.matches("\\d+-\\d+")) {
      return Optional.empty();
    }
    int dash = name.indexOf('-');
    int hertz = Integer.parseInt(name.substring(0, dash));
    int samples = Integer.parseInt(name.substring(dash + 1)) * 8;
    return Optional.of(Laws.of(encoding).encode(Tone.sine(hertz, samples)));
  }

  /** Has read every text that is the name of a sound. */
  @Override
  public SentenceReader reader() {
    return new SentenceReader() {
      @Override
      public Set<Language> languages() {
        return Set.of(Language.RU);
      }

      @Override
      public boolean read(Clip.Text text) {
        return true;
      }

      @Override
      public Optional<byte[]> sound(Clip.Text text, Encoding encoding) {
        return ToneCatalogue.this.sound(text.language(), text.text(), encoding);
      }
    };
  }

  @Override
  public Optional<byte[]> music(String name, Encoding encoding) {
    return Optional.ofNullable(
        music.computeIfAbsent(
            name + encoding, _ -> sound(Language.RU, name, encoding).orElse(null)));
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
