package org.liniya.speech.voice;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.liniya.port.SynthesisException;

/** Where programs are found, and what they are told of us. Looks at files; any thread. */
final class Programs {

  private static final String PATH = "PATH";

  private Programs() {}

  /**
   * The program is there and may be run.
   *
   * @param cure where to get it
   */
  static void require(String program, String cure) throws SynthesisException {
    if (find(program).isEmpty()) {
      throw new SynthesisException("the program '" + program + "' is not installed", cure);
    }
  }

  private static Optional<Path> find(String program) {
    try {
      if (program.contains("/")) {
        return Optional.of(Path.of(program)).filter(Programs::runs);
      }
      for (String folder : System.getenv().getOrDefault(PATH, "").split(":", -1)) {
        Path file = Path.of(folder.isEmpty() ? "." : folder, program);
        if (runs(file)) {
          return Optional.of(file);
        }
      }
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean runs(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  /** Our environment may hold passwords, which are none of a voice's business. */
  static void tellLittle(Map<String, String> environment) {
    environment.keySet().retainAll(java.util.Set.of(PATH, "HOME"));
    environment.put("LC_ALL", "C.UTF-8");
  }
}
