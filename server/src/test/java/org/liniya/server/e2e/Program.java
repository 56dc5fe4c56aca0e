package org.liniya.server.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of the program {@code liniya} that is to end by itself. Holds nothing. */
final class Program {
  private static final Duration MOST = Duration.ofSeconds(60);

  private Program() {}

  /** What a run printed, both outputs apart, and its exit status. */
  record Ended(int status, String out, String err) {}

  /**
   * Runs it and waits for its end.
   *
   * @param folder for what it prints
   * @throws AssertionError when it does not end within a minute; it is killed then
   */
  static Ended run(Path folder, String... arguments) {
    List<String> command = ProgramJvm.command(List.of());
    command.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile(folder, "out", "");
      Path err = Files.createTempFile(folder, "err", "");
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .redirectInput(new File("/dev/null"))
              .start();
      if (!process.waitFor(MOST.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("it still runs: " + Files.readString(out) + Files.readString(err));
      }
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot run the program", broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }
}
