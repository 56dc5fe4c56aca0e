package org.liniya.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies the example configuration of the tree, whole, so that a test may break it. */
public final class Example {

  private Example() {}

  /** The example as it stands in the tree; not to be changed. */
  public static Path folder() {
    return Path.of(System.getProperty("liniya.root", "..")).resolve("config");
  }

  public static Path copyTo(Path folder) throws IOException {
    Path config = folder();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(config)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path copy = folder.resolve(config.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
    return folder;
  }
}
