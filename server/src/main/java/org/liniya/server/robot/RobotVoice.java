package org.liniya.server.robot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.liniya.audio.G711;
import org.liniya.audio.hearing.Sound;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.port.PromptCatalogue;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;

/** What a robot says: one sound, over and over again. Immutable. */
public record RobotVoice(Sound sound) implements PromptCatalogue {

  private static final String NAME = "voice";

  /** A tone of so many whole hertz, about -10 dBm0. */
  public static RobotVoice tone(int hertz) {
    return new RobotVoice(Sound.tone(hertz, 0.25, Duration.ofSeconds(1)));
  }

  /**
   * The sound of a WAV file.
   *
   * @throws IllegalArgumentException when it is not an 8 kHz WAV file
   */
  public static RobotVoice file(Path wav) {
    return new RobotVoice(Sound.read(wav));
  }

  /** What to play to speak with this voice. */
  Utterance utterance() {
    return Utterance.of(new Clip.Music(NAME));
  }

  @Override
  public Optional<byte[]> music(String name, Encoding encoding) {
    return name.equals(NAME)
        ? Optional.of(law(encoding).encode(sound.samples()))
        : Optional.empty();
  }

  static G711 law(Encoding encoding) {
    return switch (encoding) {
      case PCMA -> G711.A_LAW;
      case PCMU -> G711.MU_LAW;
    };
  }

  @Override
  public Optional<String> text(Language language, String name) {
    return Optional.empty();
  }

  @Override
  public Optional<byte[]> sound(Language language, String name, Encoding encoding) {
    return Optional.empty();
  }

  @Override
  public Set<String> names(Language language) {
    return Set.of();
  }

  @Override
  public Set<Language> languages() {
    return Set.of();
  }
}
