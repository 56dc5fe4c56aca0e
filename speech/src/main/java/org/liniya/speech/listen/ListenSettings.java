package org.liniya.speech.listen;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.Language;

/**
 * How the recogniser is made. Immutable.
 *
 * @param models the folder of a Vosk model, by language
 * @param hearings most that are heard at once; whoever comes then goes on by keys alone
 * @param threads of the recogniser, all hearings together
 * @param voiceModel Silero's voice activity model (ONNX, version 5); without it voices are known by
 *     their pitch
 */
public record ListenSettings(
    Map<Language, Path> models, int hearings, int threads, Optional<Path> voiceModel) {

  public static final int DEFAULT_HEARINGS = 40;

  public ListenSettings {
    models = Map.copyOf(models);
    if (hearings < 1 || threads < 1) {
      throw new IllegalArgumentException("at least one hearing and one thread");
    }
  }

  /** With one thread for every two processors, and room for 40 hearings. */
  public static ListenSettings of(Map<Language, Path> models) {
    return new ListenSettings(models, DEFAULT_HEARINGS, defaultThreads(), Optional.empty());
  }

  public static int defaultThreads() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }
}
