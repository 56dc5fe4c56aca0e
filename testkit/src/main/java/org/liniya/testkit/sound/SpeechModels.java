package org.liniya.testkit.sound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.liniya.call.Language;

/**
 * Finds the models of speech that tests use and that are no part of the project: a Vosk model by
 * {@code LINIYA_VOSK_MODEL_RU} and {@code …_EN}, everything in {@code shared/models} beside one of
 * the folders above the project.
 *
 * <p>Without them a test says so loudly and is skipped; where the variable {@code CI} is set it
 * fails.
 */
public final class SpeechModels {

  private SpeechModels() {}

  /**
   * A recording and what is said in it.
   *
   * @param text empty when it must be understood as nothing
   */
  public record Sample(Path sound, String text) {
    @Override
    public String toString() {
      return sound.getFileName().toString();
    }
  }

  /** The folder of a Vosk model, or the test ends here. */
  public static Path vosk(Language language) {
    String variable = "LINIYA_VOSK_MODEL_" + language.tag().toUpperCase(Locale.ROOT);
    return Optional.ofNullable(System.getenv(variable))
        .map(Path::of)
        .or(() -> shared("vosk-" + language))
        .orElseGet(
            () -> missing("a Vosk model of " + language + ": " + variable + " names its folder"));
  }

  /** Silero's voice activity model, or the test ends here. */
  public static Path silero() {
    return shared("vad/silero_vad_v5.onnx")
        .orElseGet(() -> missing("shared/models/vad/silero_vad_v5.onnx"));
  }

  /** The recordings that come with the models for tests, or the test ends here. */
  public static List<Sample> samples(Language language) {
    Path folder = sampleFolder(language);
    try (Stream<String> lines = Files.lines(folder.resolve("expected.tsv"))) {
      return lines
          .map(line -> line.split("\t", -1))
          .map(columns -> new Sample(folder.resolve(columns[0]), columns[1]))
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Where those recordings lie, with {@code grammar31.json}, or the test ends here. */
  public static Path sampleFolder(Language language) {
    return shared("vosk-" + language + "-test")
        .orElseGet(() -> missing("shared/models/vosk-" + language + "-test"));
  }

  private static Optional<Path> shared(String name) {
    Path root = Path.of(System.getProperty("liniya.root", "")).toAbsolutePath().normalize();
    return Stream.iterate(root, folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolve("shared/models").resolve(name))
        .filter(Files::exists)
        .findFirst();
  }

  private static Path missing(String what) {
    String message = "NOT TESTED for want of " + what;
    if (System.getenv("CI") != null) {
      throw new AssertionError(message);
    }
    System.err.println(message);
    return Assumptions.abort(message);
  }
}
