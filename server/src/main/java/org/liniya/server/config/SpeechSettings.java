package org.liniya.server.config;

import java.nio.file.Path;
import java.util.Optional;
import org.liniya.speech.listen.ListenSettings;

/**
 * Where prompts and music lie, and by what callers are understood. Immutable.
 *
 * @param prompts holds LANG.yaml (texts) and LANG/NAME.wav (sound); a relative path is taken from
 *     the configuration folder
 * @param music holds NAME.wav; likewise
 * @param listen how callers are heard; when empty the line runs on keys alone
 */
public record SpeechSettings(Path prompts, Path music, Optional<ListenSettings> listen) {
  public static final SpeechSettings DEFAULT =
      new SpeechSettings(Path.of("prompts"), Path.of("music"), Optional.empty());

  public Path prompts(Path config) {
    return config.resolve(prompts);
  }

  public Path music(Path config) {
    return config.resolve(music);
  }
}
