package org.liniya.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Copies the example configuration of the tree, with two prompts, so that a test may break it. */
public final class Example {

  private static final List<String> FILES =
      List.of("liniya.yaml", "skill-groups.yaml", "operators.yaml", "trunks.yaml", "users.yaml");

  private Example() {}

  public static Path copyTo(Path folder) throws IOException {
    Path config = Path.of(System.getProperty("liniya.root", "..")).resolve("config");
    for (String file : FILES) {
      Files.copy(config.resolve(file), folder.resolve(file));
    }
    Files.createDirectories(folder.resolve("prompts"));
    Files.writeString(folder.resolve("prompts/ru.yaml"), "welcome: Здравствуйте!\n");
    Files.writeString(folder.resolve("prompts/en.yaml"), "welcome: Welcome.\n");
    return folder;
  }
}
