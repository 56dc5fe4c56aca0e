package org.liniya.server.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.liniya.trial.FlowTest;
import org.liniya.yaml.Problems;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@code scripts/bench flows}: how long flows are read and checked in a JVM that has just begun,
 * and what a step costs beside its sound, its services and its commits. For one thread.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FlowsBench {

  private static final int FLOWS = 50;
  private static final int STEPS = 200;
  private static final int EXPRESSIONS = 20;
  private static final int WALKED = 1_000;

  /** The shipped configuration, in a JVM that has done nothing before: with its class loading. */
  @Benchmark
  @Fork(7)
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public Line shippedConfigurationCold() {
    return line(example());
  }

  /** A copy of the shipped configuration with 50 more flows: 10,000 steps, 1,000 expressions. */
  @State(Scope.Benchmark)
  public static class Many {
    private Path folder = Path.of("");

    @Setup(Level.Trial)
    public void make() throws IOException {
      folder = Files.createTempDirectory("liniya-bench");
      copy(example(), folder);
      for (int flow = 0; flow < FLOWS; flow++) {
        Files.writeString(folder.resolve("flows/f" + flow + ".yaml"), flow("f" + flow, STEPS));
      }
    }

    @TearDown(Level.Trial)
    public void remove() throws IOException {
      delete(folder);
    }
  }

  /** Fifty flows of 200 steps with 1,000 expressions, in a JVM that has done nothing before. */
  @Benchmark
  @Fork(7)
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public Line fiftyFlowsCold(Many many) {
    return line(many.folder);
  }

  /** A flow of a thousand steps that wait for nothing, and a caller who walks it to its end. */
  @State(Scope.Benchmark)
  public static class Walk {
    private Path folder = Path.of("");
    private LineTests tests = new LineTests(line(example()));
    private List<FlowTest> walk = List.of();

    @Setup(Level.Trial)
    public void make() throws IOException {
      folder = Files.createTempDirectory("liniya-bench");
      copy(example(), folder);
      Files.writeString(folder.resolve("flows/walk.yaml"), flow("walk", WALKED));
      Path test = folder.resolve("flows/tests/walk.yaml");
      Files.writeString(
          test,
          """
          test: A caller walks to the end
          flow: walk
          script:
            - hears: thank-you
          expect:
            ended: completed
          """);
      tests = new LineTests(line(folder));
      Problems problems = new Problems();
      walk = tests.read(List.of(test), problems);
      tests
          .run(walk)
          .forEach(
              verdict ->
                  verdict.failures().forEach(f -> problems.add(f.place(), f.text(), f.hint())));
      if (walk.isEmpty() || !problems.isEmpty()) {
        throw new IllegalStateException(problems.list().toString());
      }
    }

    @TearDown(Level.Trial)
    public void remove() throws IOException {
      delete(folder);
    }
  }

  /** One step with its line in the journal, kept in memory: a tenth of them has an expression. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  @OperationsPerInvocation(WALKED)
  @Fork(3)
  @Warmup(iterations = 5, time = 1)
  @Measurement(iterations = 5, time = 1)
  public Object oneStep(Walk walk) {
    return walk.tests.run(walk.walk);
  }

  private static Path example() {
    return Path.of(System.getProperty("liniya.root", "."), "config");
  }

  private static Line line(Path folder) {
    Problems problems = new Problems();
    return Line.load(folder, Map.of(), Map.of(), problems)
        .orElseThrow(() -> new IllegalStateException(problems.list().toString()));
  }

  private static String flow(String name, int steps) {
    StringBuilder text = new StringBuilder();
    text.append("flow: ").append(name).append("\nlanguages: [ru, en]\ntrouble: person\n");
    text.append("variables:\n  count: { whole: 0-1000000 }\nsteps:\n");
    text.append("  begin: { say: [thank-you] }\n");
    int every = steps == WALKED ? 10 : STEPS / EXPRESSIONS;
    for (int step = 0; step < steps - 3; step++) {
      String value = step % every == 0 ? "'=count + " + step % 7 + "'" : Integer.toString(step);
      text.append("  s").append(step).append(": { set: { count: ").append(value).append(" } }\n");
    }
    return text
        + "  end:\n    hangup: normal\n"
        + "  person:\n    queue: { skill-group: other, served: end }\n";
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
