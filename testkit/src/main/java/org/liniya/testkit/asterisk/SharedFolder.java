package org.liniya.testkit.asterisk;

import java.nio.file.Path;

/**
 * A folder that Liniya and an Asterisk both see.
 *
 * @param here as this JVM sees it
 * @param there as Asterisk sees it, in its changed root
 */
public record SharedFolder(Path here, String there) {

  /** As Liniya's configuration writes it. */
  public String yaml() {
    return "{ folder: \"%s\", seen-as: \"%s\" }".formatted(here, there);
  }
}
