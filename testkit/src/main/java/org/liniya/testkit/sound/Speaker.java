package org.liniya.testkit.sound;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.liniya.audio.hearing.Sound;

/**
 * Has programs say something: espeak-ng and flite. A test fails where one is missing, with the line
 * that installs it. Any thread may use it, each with a folder of its own.
 */
public final class Speaker {

  private static final String INSTALL =
      " is not installed; this test needs it. Install it with:\n"
          + "  apt-get install -y --no-install-recommends espeak-ng flite sox";

  private Speaker() {}

  /**
   * By espeak-ng, at 8,000 samples a second.
   *
   * @param folder for files of its own, which stay there
   * @param voice such as {@code ru+f5}
   */
  public static Sound espeak(Path folder, String voice, String text) {
    Path made = folder.resolve("said.wav");
    run(List.of("espeak-ng", "-v", voice, "-w", made.toString(), "--", text));
    return atEightThousand(folder, made);
  }

  /** By Flite, as the other. */
  public static Sound flite(Path folder, String voice, String text) {
    Path made = folder.resolve("said.wav");
    run(List.of("flite", "-voice", voice, "-t", text, "-o", made.toString()));
    return atEightThousand(folder, made);
  }

  private static Sound atEightThousand(Path folder, Path made) {
    Path telephone = folder.resolve("telephone.wav");
    run(
        List.of(
            "sox",
            "-V1",
            made.toString(),
            "-r",
            "8000",
            "-c",
            "1",
            "-b",
            "16",
            telephone.toString()));
    return Sound.read(telephone);
  }

  private static void run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
          throw new AssertionError(command.getFirst() + " failed");
        }
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException missing) {
      throw new AssertionError(command.getFirst() + INSTALL, missing);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
