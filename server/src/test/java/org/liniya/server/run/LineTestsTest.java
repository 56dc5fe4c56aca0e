package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.console.LineEditions;
import org.liniya.port.Time;
import org.liniya.server.config.Example;
import org.liniya.trial.Coverage;
import org.liniya.trial.FlowTest;
import org.liniya.yaml.Problems;
import org.slf4j.LoggerFactory;

/** The tests beside the shipped flows, and what a reload makes of them. */
class LineTestsTest {

  private static final Time TIME =
      new Time() {
        @Override
        public Instant now() {
          return Instant.parse("2026-11-23T07:00:00Z");
        }

        @Override
        public Duration elapsed() {
          return Duration.ZERO;
        }
      };

  @TempDir private Path folder = Path.of("");

  @Test
  void theShippedTestsAreGreenAndTakeEveryWay() {
    LineTests tests = new LineTests(line(Example.folder(), new Problems()));
    Problems problems = new Problems();
    List<FlowTest.Verdict> verdicts = tests.run(tests.read(tests.files(problems), problems));

    assertThat(problems.list()).isEmpty();
    assertThat(verdicts).hasSizeGreaterThan(10).allSatisfy(v -> assertThat(v.failures()).isEmpty());
    assertThat(tests.coverage(verdicts))
        .extracting(Coverage::flow)
        .containsExactly("callback", "hotline");
    Coverage callback = tests.coverage(verdicts).getFirst();
    assertThat(callback.missedSteps()).isEmpty();
    assertThat(callback.missedWays()).as(callback.lines().toString()).isEmpty();
    Coverage hotline = tests.coverage(verdicts).getLast();
    assertThat(hotline.missedSteps()).isEmpty();
    assertThat(hotline.missedWays()).as(hotline.lines().toString()).isEmpty();
    assertThat(hotline.steps()).hasSize(43);
    assertThat(hotline.ways()).hasSize(119);
  }

  /** "call ended" in the log of a line is to be a call. */
  @Test
  void trialsLeaveNothingInTheLog() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger flows = (Logger) LoggerFactory.getLogger("org.liniya.flow");
    flows.addAppender(log);
    try {
      new LineTests(line(Example.folder(), new Problems())).check(new Problems());
      assertThat(log.list).isEmpty();
      flows.warn("calls are logged");
      assertThat(log.list).hasSize(1);
    } finally {
      flows.detachAppender(log);
    }
  }

  @Test
  void aReloadRefusesWhatItsTestsRefuse() throws IOException {
    Example.copyTo(folder);
    Editions editions =
        new Editions(
            line(folder, new Problems()),
            problems -> Line.load(folder, Map.of(), Map.of(), problems),
            TIME);
    Path flow = folder.resolve("flows/hotline.yaml");
    String right = Files.readString(flow);
    String before = editions.current().id();

    Files.writeString(
        flow,
        right.replace(
            "3: { prompt: category-payment, set: { category: payment }",
            "3: { prompt: category-payment, set: { category: other }"));
    assertThat(editions.reload())
        .isInstanceOfSatisfying(
            LineEditions.Outcome.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .anyMatch(
                        problem ->
                            problem.matches(
                                ".*tests/payment-timeout.yaml:\\d+:\\d+: the caller was to wait for"
                                    + " payment, but it was other\\.")));
    assertThat(editions.current().id()).isEqualTo(before);

    Files.writeString(flow, right + "# better\n");
    assertThat(editions.reload()).isInstanceOf(LineEditions.Outcome.Taken.class);
    Path test = folder.resolve("flows/tests/english.yaml");
    Files.writeString(test, Files.readString(test).replace("hears: music", "hears: musik"));
    assertThat(editions.reload())
        .isInstanceOfSatisfying(
            LineEditions.Outcome.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .singleElement()
                    .asString()
                    .contains("there is no prompt 'musik'. Did you mean 'music'?"));
  }

  @Test
  void aLineWithoutTestsIsReloadedAsBefore() throws IOException {
    Example.copyTo(folder);
    Files.move(folder.resolve("flows/tests"), folder.resolve("elsewhere"));
    Problems problems = new Problems();
    new LineTests(line(folder, problems)).check(problems);

    assertThat(problems.list()).isEmpty();
  }

  private static Line line(Path folder, Problems problems) {
    return Line.load(folder, Map.of(), Map.of(), problems)
        .orElseThrow(() -> new AssertionError(problems.list()));
  }
}
