package org.liniya.testkit.phone;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts the foreign programs of the tests and sees to it that none outlives this JVM. Any thread
 * may use it.
 *
 * <p>A shutdown hook kills, by process id, what is still alive. It does not run when the JVM itself
 * is killed with -9, so every program is also started with a limit to its own life.
 */
public final class Programs {
  private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly), "end-programs"));
  }

  private Programs() {}

  /**
   * Fails, rather than skips, when a program is missing.
   *
   * @throws IllegalStateException with the line that installs it
   */
  public static void require(String program, String debianPackage) {
    String path = System.getenv().getOrDefault("PATH", "");
    boolean there =
        Stream.of(path.split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    if (!there) {
      throw new IllegalStateException(
          program
              + " is not installed; this test needs it. Install it with:\n"
              + "  apt-get install -y --no-install-recommends "
              + debianPackage);
    }
  }

  /** Starts a program in a folder; what it prints goes to a file. */
  public static Process start(Path folder, Path output, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(new File("/dev/null"))
              .start();
      ALIVE.add(process);
      return process;
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot start " + command.getFirst(), broken);
    }
  }

  /** Kills with SIGKILL and waits until the process is gone. */
  public static void kill(Process process) {
    process.destroyForcibly();
    waitFor(process, 5);
    ALIVE.remove(process);
  }

  /** Waits so many seconds; whether it has ended. */
  public static boolean waitFor(Process process, long seconds) {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  /** Removes a folder and what is in it. */
  public static void removeFolder(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot remove " + folder, broken);
    }
  }
}
