package org.liniya.server.config;

import java.nio.file.Path;

/**
 * Where prompts and music lie. Immutable.
 *
 * @param prompts holds LANG.yaml (texts) and LANG/NAME.wav (sound); a relative path is taken from
 *     the configuration folder
 * @param music holds NAME.wav; likewise
 */
public record SpeechSettings(Path prompts, Path music) {
  public static final SpeechSettings DEFAULT =
      new SpeechSettings(Path.of("prompts"), Path.of("music"));

  public Path prompts(Path config) {
    return config.resolve(prompts);
  }

  public Path music(Path config) {
    return config.resolve(music);
  }
}
