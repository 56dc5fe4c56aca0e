package org.liniya.server.config;

import java.nio.file.Path;
import java.util.Optional;
import org.liniya.speech.listen.ListenSettings;
import org.liniya.speech.voice.VoicePlan;

/**
 * Where prompts and music lie, who speaks what no file says, and by what callers are understood.
 * Immutable.
 *
 * @param prompts holds LANG.yaml (texts) and LANG/NAME.wav (sound); a relative path is taken from
 *     the configuration folder
 * @param music holds NAME.wav; likewise
 * @param cache holds what voices have spoken; a relative path is taken from the data folder
 * @param voices by language
 * @param listen how callers are heard; when empty the line runs on keys alone
 */
public record SpeechSettings(
    Path prompts, Path music, Path cache, VoicePlan voices, Optional<ListenSettings> listen) {
  public static final SpeechSettings DEFAULT =
      new SpeechSettings(
          Path.of("prompts"),
          Path.of("music"),
          Path.of("prompt-cache"),
          VoicePlan.USUAL,
          Optional.empty());

  public Path prompts(Path config) {
    return config.resolve(prompts);
  }

  public Path music(Path config) {
    return config.resolve(music);
  }

  public Path cache(Path data) {
    return data.resolve(cache);
  }
}
