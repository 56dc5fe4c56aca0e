package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.testkit.phone.Sipp;
import tools.jackson.databind.JsonNode;

/**
 * Runs the caller's scenarios of {@code server/src/test/sipp}, one after the other, against one
 * server; its README says how a scenario is written.
 */
@Tag("telephones")
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class SippScenariosTest {

  private static final Pattern SECONDS = Pattern.compile("<!-- seconds: (\\d+) -->");

  private static final Pattern ENDS = Pattern.compile("<!-- ends: ([a-z-]+) -->");

  private static final Duration SOON = Duration.ofSeconds(40);

  private static Optional<RunningServer> server = Optional.empty();

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = Optional.of(RunningServer.start(ConfigCopy.in(folder).folder()));
  }

  @AfterAll
  static void stop() {
    server.ifPresent(RunningServer::close);
  }

  @TestFactory
  Stream<DynamicTest> scenarios() throws IOException {
    try (Stream<Path> files = Files.list(RunningServer.root().resolve("server/src/test/sipp"))) {
      List<Path> ours = files.filter(SippScenariosTest::isOurs).sorted().toList();
      return ours.stream()
          .map(
              file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> run(file)));
    }
  }

  static boolean isOurs(Path file) {
    return file.toString().endsWith(".xml")
        && text(file).contains("<!-- shows:")
        && !text(file).contains("<!-- role:");
  }

  private static void run(Path file) {
    RunningServer line = server.orElseThrow();
    int before = line.calls().size();
    Sipp.of(text(file))
        .to(line.registrar())
        .service("hotline")
        .calls(1)
        .within(Duration.ofSeconds(said(file, SECONDS).map(Long::valueOf).orElse(30L)))
        .run()
        .mustHaveSucceeded(1);
    said(file, ENDS)
        .ifPresent(
            ending -> {
              String call = line.awaitCalls(before + 1, SOON).getLast().path("id").asString("");
              assertThat(line.awaitEnded(call, SOON).path("ending").asString("")).isEqualTo(ending);
            });
    if (text(file).contains("<!-- no-call -->")) {
      assertThat(line.calls()).hasSize(before);
    }
    for (JsonNode call : line.calls()) {
      line.awaitEnded(call.path("id").asString(""), SOON); // nothing is left in a call
    }
  }

  /** What a comment of the scenario says. */
  private static Optional<String> said(Path file, Pattern comment) {
    Matcher found = comment.matcher(text(file));
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
