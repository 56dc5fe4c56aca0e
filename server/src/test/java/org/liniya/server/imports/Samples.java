package org.liniya.server.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The example files of other systems, and texts as files. Stateless. */
public final class Samples {

  private Samples() {}

  /** Copies one into a folder, under its own name. */
  public static Path copy(String name, Path folder) throws IOException {
    try (InputStream in = Samples.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no sample " + name);
      }
      Path file = folder.resolve(name);
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, in.readAllBytes());
      return file;
    }
  }
}
