package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.liniya.testkit.phone.FreePorts;

/** Runs SIPp, a caller that nobody here wrote, and fails with its own words when it failed. */
final class Sipp {

  /** Signs of a log that are shown: a screen has some 3,000. */
  private static final int LAST_SCREEN = 4_000;

  private Sipp() {}

  /** Calls {@code hotline} with a scenario of {@code src/test/resources/sipp}. */
  static void call(int port, String scenario, String transport, int calls, Path folder)
      throws IOException, InterruptedException {
    Path file = folder.resolve(scenario);
    try (var in = Sipp.class.getResourceAsStream("/sipp/" + scenario)) {
      assertThat(in).as(scenario).isNotNull();
      Files.copy(java.util.Objects.requireNonNull(in), file);
    }
    run(port, file, "hotline", transport, calls, folder, List.of());
  }

  /** Runs one file once against {@code service}. */
  static void once(int port, Path file, String service, Path folder, String... more)
      throws IOException, InterruptedException {
    run(port, file.toAbsolutePath(), service, "u1", 1, folder, List.of(more));
  }

  private static void run(
      int port,
      Path file,
      String service,
      String transport,
      int calls,
      Path folder,
      List<String> more)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "sipp",
                "127.0.0.1:" + port,
                "-sf",
                file.toString(),
                "-s",
                service,
                "-i",
                "127.0.0.1",
                "-p",
                Integer.toString(FreePorts.one()),
                "-mp",
                Integer.toString(FreePorts.several(4)),
                "-t",
                transport,
                "-m",
                Integer.toString(calls),
                "-r",
                "50",
                "-timeout",
                "60",
                "-timeout_error",
                "-trace_err",
                "-nostdin"));
    command.addAll(more);
    Path log = folder.resolve("sipp.log");
    Process sipp =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(sipp.waitFor(90, TimeUnit.SECONDS)).as("sipp ended").isTrue();
      assertThat(sipp.exitValue()).as(() -> errors(folder)).isZero();
    } finally {
      sipp.destroyForcibly();
    }
  }

  /**
   * What it has logged as errors, and its last screen, which counts failed calls by their cause.
   */
  private static String errors(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      StringBuilder text = new StringBuilder("sipp failed:\n");
      for (Path file : files.filter(path -> path.toString().endsWith(".log")).sorted().toList()) {
        String said = Files.readString(file);
        text.append(said.substring(Math.max(0, said.length() - LAST_SCREEN))).append('\n');
      }
      return text.toString();
    } catch (IOException e) {
      return "sipp failed, and its errors cannot be read";
    }
  }
}
