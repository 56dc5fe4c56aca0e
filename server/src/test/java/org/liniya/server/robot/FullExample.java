package org.liniya.server.robot;

import java.io.IOException;
import java.nio.file.Path;
import org.liniya.testkit.line.PlainLine;

/** The example configuration of the tree, with all its sound. */
public final class FullExample {

  private FullExample() {}

  public static Path folder() {
    return Path.of(System.getProperty("liniya.root", "..")).resolve("config");
  }

  /** A copy that a test may change, with the plain line's flow. */
  public static Path copyTo(Path folder) throws IOException {
    return PlainLine.copy(folder(), folder);
  }
}
