package org.liniya.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.liniya.identity.Masking;
import org.liniya.server.run.Line;
import org.liniya.server.run.LineTests;
import org.liniya.trial.FlowTest;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code flow test}: one line a failure on standard output; exit 1 when there is any, when a file
 * is wrong and when there is nothing to run.
 */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "run the tests of the flows: simulated callers, without sound, in milliseconds")
final class TestFlows implements Callable<Integer> {

  @Mixin private Shared shared = new Shared();

  @Option(
      names = "--coverage",
      description = "print how many steps and exits of each flow the tests pass, and which not")
  private boolean coverage;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "write the results as JUnit XML, for continuous integration")
  private Optional<Path> junit = Optional.empty();

  @Parameters(
      paramLabel = "FILES",
      description = "files of tests (default: all of flows/tests in the configuration)")
  private List<Path> chosen = new ArrayList<>();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    try {
      return run(out);
    } finally {
      out.flush();
    }
  }

  private int run(PrintWriter out) {
    mustBeThere();
    Problems problems = new Problems();
    Optional<Line> line = shared.line(problems);
    if (line.isEmpty()) {
      print(problems.list().stream(), out);
      return 1;
    }
    LineTests tests = new LineTests(line.get());
    List<Path> files = chosen.isEmpty() ? tests.files(problems) : chosen;
    List<FlowTest> right = tests.read(files, problems);
    List<FlowTest.Verdict> verdicts = tests.run(right);
    print(
        Stream.concat(
            problems.list().stream(), verdicts.stream().flatMap(v -> v.failures().stream())),
        out);
    if (coverage) {
      tests.coverage(verdicts).forEach(flow -> flow.lines().forEach(out::println));
    }
    boolean written = junit.isEmpty() || write(junit.get(), verdicts);
    return summary(files.size(), right.size(), verdicts) && problems.isEmpty() && written ? 0 : 1;
  }

  private void mustBeThere() {
    for (Path file : chosen) {
      if (!Files.isRegularFile(file)) {
        throw new ParameterException(command.commandLine(), "there is no file " + file);
      }
    }
  }

  private static void print(Stream<Problem> problems, PrintWriter out) {
    problems.map(Problem::toString).map(Masking::of).forEach(out::println);
  }

  private boolean write(Path file, List<FlowTest.Verdict> verdicts) {
    try {
      Files.writeString(file, JUnitReport.of(verdicts));
      return true;
    } catch (IOException e) {
      command
          .commandLine()
          .getErr()
          .println(file + " cannot be written: is its folder there, and may you write into it?");
      return false;
    }
  }

  /** Whether all of them were run and are green. */
  private boolean summary(int files, int right, List<FlowTest.Verdict> verdicts) {
    long green = verdicts.stream().filter(FlowTest.Verdict::green).count();
    PrintWriter err = command.commandLine().getErr();
    if (files == 0) {
      err.println("there are no tests. Write one into flows/tests; docs/flow-guide.md shows how");
      return false;
    }
    err.printf(
        "%d tests: %d green, %d failed, %d could not be read%n",
        files, green, right - green, files - right);
    return green == files;
  }
}
