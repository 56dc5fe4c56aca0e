package org.liniya.speech.listen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.liniya.audio.G711;
import org.liniya.call.Language;
import org.liniya.listen.DigitWords;
import org.liniya.listen.Expected;

/**
 * Lets a process of its own load a model and hear a second of noise. The engine answers some faults
 * of a model by ending the process it runs in; that must not be the one that has the calls. Blocks
 * for a second or two; any thread.
 */
public final class ModelTrial {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  private ModelTrial() {}

  /**
   * Returns when the engine gets on with the model.
   *
   * @throws RecognizerException when it does not, or takes longer than a minute
   */
  public static void pass(Language language, Path folder) throws InterruptedException {
    try {
      Path work = Files.createTempDirectory("liniya-model");
      try {
        run(language, folder, work);
      } finally {
        try (Stream<Path> files = Files.walk(work)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(file);
          }
        }
      }
    } catch (IOException e) {
      throw new RecognizerException("the model in " + folder + " cannot be tried", e);
    }
  }

  private static void run(Language language, Path folder, Path work)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + work.resolve("crash"),
                "-Djava.io.tmpdir=" + work, // the engine's library is unpacked there
                "-cp",
                System.getProperty("java.class.path"),
                ModelTrial.class.getName(),
                language.tag(),
                folder.toAbsolutePath().toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        throw new RecognizerException("Vosk takes over a minute to load the model in " + folder);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    if (process.exitValue() != 0) {
      throw new RecognizerException(
          "Vosk breaks down with the model in " + folder + "; its files do not belong together");
    }
  }

  /** The process that may break down: the language and the folder. */
  public static void main(String[] args) {
    Language language = new Language(args[0]);
    var digits = new Expected.Phrases(language, DigitWords.of(language));
    try (VoskModel model = new VoskModel(Path.of(args[1]));
        Decoder decoder = model.open(digits)) {
      short[] noise = new short[G711.RATE];
      Random random = new Random(1);
      for (int i = 0; i < noise.length; i++) {
        noise[i] = (short) (random.nextGaussian() * 3_000);
      }
      decoder.accept(noise, noise.length);
      var _ = decoder.lastWords();
    }
  }
}
