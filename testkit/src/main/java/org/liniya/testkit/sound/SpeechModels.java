package org.liniya.testkit.sound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /** The files of a model that looks right, by name; no engine could load it. */
  public static Map<String, byte[]> pretended() {
    byte[] text = "1\n".getBytes(StandardCharsets.US_ASCII);
    return Map.of(
        "am/final.mdl",
        "\0B<TransitionModel> ".getBytes(StandardCharsets.US_ASCII),
        "conf/mfcc.conf",
        text,
        "conf/model.conf",
        text,
        "graph/HCLr.fst",
        graph(),
        "graph/Gr.fst",
        graph(),
        "graph/disambig_tid.int",
        text);
  }

  /** Writes {@link #pretended()} into a folder. */
  public static void pretend(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> each : pretended().entrySet()) {
      Path file = folder.resolve(each.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, each.getValue());
    }
  }

  /** A Russian model with the network of the English one, or the test ends here. */
  public static Path mixed(Path folder) throws IOException {
    copy(vosk(Language.RU), folder);
    Files.copy(
        vosk(Language.EN).resolve("am/final.mdl"),
        folder.resolve("am/final.mdl"),
        StandardCopyOption.REPLACE_EXISTING);
    return folder;
  }

  /** Copies a model, so that it can be damaged. */
  public static void copy(Path model, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(model)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path there = folder.resolve(model.relativize(file).toString());
        Files.createDirectories(there.getParent());
        Files.write(there, Files.readAllBytes(file));
      }
    }
  }

  /** An empty one, as OpenFst writes it. */
  private static byte[] graph() {
    ByteBuffer graph = ByteBuffer.allocate(65).order(ByteOrder.LITTLE_ENDIAN);
    graph.putInt(2125659606);
    for (String name : List.of("const", "standard")) {
      graph.putInt(name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
    }
    return graph.putInt(2).array();
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
