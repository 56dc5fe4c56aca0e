package org.liniya.server.robot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The example configuration of the tree, with all its sound. */
public final class FullExample {

  private FullExample() {}

  public static Path folder() {
    return Path.of(System.getProperty("liniya.root", "..")).resolve("config");
  }

  /** A copy that a test may change. */
  public static Path copyTo(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(folder().relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    return folder;
  }
}
