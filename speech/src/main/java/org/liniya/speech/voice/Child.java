package org.liniya.speech.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.liniya.port.SynthesisException;

/**
 * Runs one program to its end, without a shell: input and output are files, so that no pipe can
 * block, and whatever it has started ends with it. Blocks; any thread.
 */
final class Child {

  private static final Duration LOOK = Duration.ofMillis(50);

  private final WorkFolder folder;
  private final Bounds bounds;

  /**
   * @param folder where it runs; no file in it may outgrow the bounds
   */
  Child(WorkFolder folder, Bounds bounds) {
    this.folder = folder;
    this.bounds = bounds;
  }

  /**
   * Returns once it has ended well.
   *
   * @param output gets its standard output
   * @throws SynthesisException when it cannot be started, fails, takes too long or writes too much
   */
  void run(List<String> command, Path input, Path output)
      throws SynthesisException, IOException, InterruptedException {
    String name = Path.of(command.getFirst()).getFileName().toString();
    Path errors = folder.file("errors");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.path().toFile())
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    Programs.tellLittle(builder.environment());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new SynthesisException("'" + name + "' cannot be started", "Is it installed?");
    }
    watch(process, name);
    if (process.exitValue() != 0) {
      throw new SynthesisException(
          "'" + name + "' ended with status " + process.exitValue(),
          "Run it by hand with a short text; it says why");
    }
  }

  private void watch(Process process, String name)
      throws SynthesisException, IOException, InterruptedException {
    long deadline = System.nanoTime() + bounds.time().toNanos();
    Set<ProcessHandle> started = new LinkedHashSet<>();
    try {
      while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(started::add);
        if (System.nanoTime() - deadline > 0) {
          throw new SynthesisException(
              "'" + name + "' took longer than " + bounds.time().toSeconds() + " s",
              "Shorten the text, or give the engine a longer 'timeout'");
        }
        if (written() > bounds.bytes()) {
          throw new SynthesisException(
              "'" + name + "' wrote more than " + bounds.bytes() + " bytes", "Shorten the text");
        }
      }
    } finally {
      process.descendants().forEach(started::add);
      process.destroyForcibly();
      started.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private long written() throws IOException {
    long most = 0;
    try (var files = Files.newDirectoryStream(folder.path())) {
      for (Path file : files) {
        most = Math.max(most, Files.size(file));
      }
    }
    return most;
  }
}
