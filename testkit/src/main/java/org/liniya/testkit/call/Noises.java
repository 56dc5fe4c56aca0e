package org.liniya.testkit.call;

import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.liniya.audio.G711;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.port.PromptCatalogue;

/** Prompts of noise: {@code voice-700} is as loud as speech for 700 ms. Music is a loud one. */
public final class Noises implements PromptCatalogue {

  public static final String VOICE = "voice";
  public static final String LINE = "line";

  /** About −20 dBm0, a usual voice, and −50 dBm0, a usual line. */
  private static final double VOICE_RMS = 1_600;

  private static final double LINE_RMS = 51;

  @Override
  public Optional<String> text(Language language, String name) {
    return Optional.of(name);
  }

  @Override
  public Optional<byte[]> sound(Language language, String name, Encoding encoding) {
    if (!name.matches("(voice|line)-\\d+")) {
      return Optional.empty();
    }
    int dash = name.indexOf('-');
    double rms = name.startsWith(VOICE) ? VOICE_RMS : LINE_RMS;
    return Optional.of(noise(rms, Integer.parseInt(name.substring(dash + 1)), encoding));
  }

  private static byte[] noise(double rms, int ms, Encoding encoding) {
    G711 law = encoding == Encoding.PCMA ? G711.A_LAW : G711.MU_LAW;
    Random random = new Random(1);
    short[] samples = new short[ms * 8];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (random.nextGaussian() * rms);
    }
    return law.encode(samples);
  }

  @Override
  public Optional<byte[]> music(String name, Encoding encoding) {
    return Optional.of(noise(VOICE_RMS, 1_000, encoding));
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
