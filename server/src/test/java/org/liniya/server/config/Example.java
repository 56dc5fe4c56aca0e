package org.liniya.server.config;

import java.io.IOException;
import java.nio.file.Path;
import org.liniya.testkit.line.PlainLine;

/** The example configuration of the tree, and copies that a test may break. */
public final class Example {

  private Example() {}

  /** The example as it stands in the tree; not to be changed. */
  public static Path folder() {
    return Path.of(System.getProperty("liniya.root", "..")).resolve("config");
  }

  /** A copy that a test may change, with the plain line's flow. */
  public static Path copyTo(Path folder) throws IOException {
    return PlainLine.copy(folder(), folder);
  }
}
