package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.server.run.Line;
import org.liniya.server.run.LineTests;
import org.liniya.testkit.line.PlainLine;
import org.liniya.trial.FlowTest;
import org.liniya.yaml.Problems;

/**
 * Tests of flows, as administrators write them, with a real telephone at a real line instead of the
 * fakes of {@code flow test}: the same scripts and the same expectations. Those that wait for
 * minutes or need tickets of earlier days cannot be played like this.
 */
@Tag("telephones")
@Tag("front-doors")
@ExtendWith(LogOnFailure.class)
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class FlowTestsByTelephoneTest {

  /** Whoever waits while an operator is there may be given to them. */
  private static final String OPERATORS = "operators";

  private static final AtomicInteger CALLERS = new AtomicInteger();

  private static List<FlowTest> tests = List.of();
  private static Path folder = Path.of("");
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    folder = Files.createTempDirectory("liniya-flow-tests-");
    PlainLine.copy(RunningServer.exampleConfig(), folder);
    Problems problems = new Problems();
    Line line = Line.load(folder, Map.of(), Map.of(), problems).orElseThrow();
    LineTests all = new LineTests(line);
    tests = all.read(all.files(problems), problems);
    server = RunningServer.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
    RunningServer.remove(folder);
  }

  @ParameterizedTest
  @ResourceLock(value = OPERATORS, mode = ResourceAccessMode.READ)
  @ValueSource(
      strings = {
        "complaint-wrong-snils",
        "earlier-forgotten",
        "earlier-person",
        "earlier-unknown",
        "english",
        "hangs-up-early",
        "nothing-pressed",
        "snils-person",
        "wrong-keys",
        "zero-at-once",
        "zero-in-menu"
      })
  void isGreenByTelephone(String name) {
    play(name);
  }

  @Test
  @ResourceLock(OPERATORS)
  void isGreenWithAnOperator() {
    play("served");
  }

  private static void play(String name) {
    FlowTest test =
        tests.stream()
            .filter(
                each ->
                    Objects.equals(Path.of(each.file()).getFileName().toString(), name + ".yaml"))
            .findFirst()
            .orElseThrow();
    String number = "+791612346%02d".formatted(CALLERS.incrementAndGet());
    try (FlowTestCall call = FlowTestCall.dial(server, number)) {
      test.script().forEach(line -> call.act(line.act()));
      call.end(test.expectations());
      assertThat(test.expectations()).as(test.file()).isNotEmpty().allSatisfy(call::meets);
    }
  }
}
