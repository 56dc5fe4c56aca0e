package org.liniya.server.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.liniya.audio.Tone;
import org.liniya.audio.Wav;
import org.liniya.call.Language;
import org.liniya.server.config.Configuration;
import org.liniya.speech.PromptCache;
import org.liniya.speech.PromptFiles;
import org.liniya.speech.PromptLibrary;
import org.liniya.speech.RenderedPrompts;
import org.liniya.speech.voice.Bounds;
import org.liniya.speech.voice.Engine;
import org.liniya.speech.voice.Lexicon;
import org.liniya.speech.voice.VoicePlan;
import org.liniya.yaml.Problems;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@code scripts/bench prompts}: how long the voices take for the whole shipped catalogue in two
 * languages, and how long a server that begins takes to load 2,000 prompts. For one thread.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class PromptsBench {

  private static final int MANY = 2_000;

  /** The shipped texts, a voice for each language, and an empty cache. */
  @State(Scope.Benchmark)
  public static class Shipped {
    @Param({"espeak-ng,espeak-ng", "festival,flite"})
    public String voices = "";

    private Path scratch = Path.of("");
    private Configuration shipped = configuration();

    @Setup(Level.Iteration)
    public void make() throws IOException {
      scratch = Files.createTempDirectory("liniya-bench");
      shipped = configuration();
    }

    @TearDown(Level.Iteration)
    public void remove() throws IOException {
      delete(scratch);
    }

    private VoicePlan plan() {
      String[] names = voices.split(",", -1);
      return new VoicePlan(
          Map.of(Language.RU, List.of(names[0]), Language.EN, List.of(names[1])), Map.of());
    }
  }

  /** Every prompt of both languages spoken, finished, and written beside its text. */
  @Benchmark
  @Fork(3)
  public int wholeCatalogueRendered(Shipped state) throws IOException {
    int rendered = 0;
    PromptFiles files =
        new PromptFiles(state.scratch.resolve("prompts"), state.plan(), state.shipped.lexicon());
    PromptCache cache = new PromptCache(state.scratch.resolve("cache"));
    for (Map.Entry<Language, Map<String, String>> each : state.shipped.prompts().entrySet()) {
      PromptFiles.Report report =
          files.render(
              each.getKey(),
              each.getValue(),
              new PromptFiles.Choice.Everything(),
              new RenderedPrompts(state.plan(), state.shipped.lexicon(), cache));
      if (!report.failed().isEmpty()) {
        throw new IllegalStateException(report.failed().toString());
      }
      rendered += report.rendered();
    }
    return rendered;
  }

  /** Two thousand prompts of two seconds, in the cache and, another time, as files. */
  @State(Scope.Benchmark)
  public static class Many {
    private final Map<String, String> texts = new LinkedHashMap<>();
    private Path scratch = Path.of("");

    @Setup(Level.Trial)
    public void make() throws IOException {
      scratch = Files.createTempDirectory("liniya-bench");
      byte[] sound = Wav.mono(Tone.sine(500, 16_000)).toBytes();
      Files.write(scratch.resolve("sound.wav"), sound);
      Files.createDirectories(scratch.resolve("files/en"));
      Files.createDirectories(scratch.resolve("none"));
      for (int i = 0; i < MANY; i++) {
        texts.put("prompt-" + i, "This is the prompt number " + i);
        Files.write(scratch.resolve("files/en/prompt-" + i + ".wav"), sound);
      }
      load("none");
    }

    private PromptLibrary load(String folder) {
      List<String> command = List.of("cp", scratch.resolve("sound.wav").toString(), "{file}");
      VoicePlan plan =
          new VoicePlan(
              Map.of(Language.EN, List.of("copy")),
              Map.of("copy", new Engine.Command(command, Bounds.USUAL, 1)));
      PromptLibrary library =
          PromptLibrary.load(
              Map.of(Language.EN, texts),
              scratch.resolve(folder),
              scratch.resolve("none"),
              new RenderedPrompts(plan, Lexicon.EMPTY, new PromptCache(scratch.resolve("cache"))));
      if (library.names(Language.EN).size() != MANY) {
        throw new IllegalStateException(library.problems().toString());
      }
      return library;
    }

    @TearDown(Level.Trial)
    public void remove() throws IOException {
      delete(scratch);
    }
  }

  @Benchmark
  @Fork(3)
  public PromptLibrary twoThousandFromTheCache(Many many) {
    return many.load("none");
  }

  @Benchmark
  @Fork(3)
  public PromptLibrary twoThousandFromFiles(Many many) {
    return many.load("files");
  }

  private static Configuration configuration() {
    Path folder = Path.of(System.getProperty("liniya.root", "..")).resolve("config");
    Problems problems = new Problems();
    return Configuration.load(folder, Map.of(), Map.of(), problems)
        .orElseThrow(() -> new IllegalStateException(problems.list().toString()));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
