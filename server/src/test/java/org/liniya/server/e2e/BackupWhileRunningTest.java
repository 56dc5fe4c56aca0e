package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.server.cli.LiniyaCommand;

/** The commands against the real program. */
@Tag("telephones")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BackupWhileRunningTest {

  private final StringWriter said = new StringWriter();

  @Test
  void theServerThatRunsGivesItsDatabaseAndAnotherStartsOnIt(@TempDir Path place) throws Exception {
    Path copy = place.resolve("copy.zip");
    try (RunningServer server = RunningServer.start()) {
      assertThat(run("backup", copy, server.data(), "--with-keys")).as(said.toString()).isZero();
      assertThat(server.isAlive()).isTrue();
      try (Stream<Path> files = Files.list(server.data())) {
        assertThat(files.map(Path::toString)).noneMatch(file -> file.contains("database-copy"));
      }
      server.terminate();
      server.awaitExit(Duration.ofSeconds(60));
      try (Stream<Path> files = Files.walk(server.data())) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
      assertThat(run("restore", copy, server.data())).as(said.toString()).isZero();
      server.restart();
      assertThat(server.api("calls").path("items")).isEmpty();
    }
  }

  private int run(String command, Path copy, Path data, String... more) {
    PrintWriter out = new PrintWriter(said, true);
    List<String> usual =
        List.of(
            command,
            copy.toString(),
            "--config",
            RunningServer.plainConfig().toString(),
            "--data",
            data.toString());
    return LiniyaCommand.commandLine()
        .setOut(out)
        .setErr(out)
        .execute(Stream.concat(usual.stream(), Stream.of(more)).toArray(String[]::new));
  }
}
