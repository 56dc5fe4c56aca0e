package org.liniya.server.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.liniya.testkit.phone.FreePorts;

/**
 * Runs a server up to its opened line and ends it, so that its JVM learns which classes it needs.
 */
final class ProgramTraining {

  private static final Duration MOST = Duration.ofMinutes(3);

  private ProgramTraining() {}

  /**
   * Runs it once, within {@code folder}.
   *
   * @param command up to the arguments of the program
   * @return what it printed
   */
  static String run(List<String> command, Path folder) throws IOException {
    Path output = folder.resolve("training.log");
    Path data = folder.resolve("training");
    List<String> serve = new ArrayList<>(command);
    serve.addAll(List.of("serve", "--data", data.toString()));
    serve.addAll(List.of("--config", RunningServer.exampleConfig().toString()));
    serve.addAll(List.of("--set", "sip.port=" + FreePorts.one()));
    serve.addAll(List.of("--set", "http.port=" + FreePorts.one()));
    serve.addAll(List.of("--set", "rtp.first-port=10000", "--set", "rtp.last-port=19999"));
    Process process =
        new ProcessBuilder(serve).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      RunningServer.awaitThat(
          MOST,
          () -> Files.exists(output) ? RunningServer.read(output) : "",
          said -> said.contains(RunningServer.READY) || !process.isAlive(),
          () -> "the line of the training to be open");
      process.destroy();
      process.waitFor(MOST.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      RunningServer.remove(data);
    }
    return RunningServer.read(output);
  }
}
