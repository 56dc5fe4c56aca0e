package org.liniya.server.imports;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an import is told besides its files. Immutable.
 *
 * @param languages tags of those that titles and prompts are written in; at least one
 * @param group the skill group of callers whose destination has no counterpart
 * @param sounds the folder of the other system's sounds, where it is at hand
 */
public record ImportOptions(List<String> languages, String group, Optional<Path> sounds) {

  public ImportOptions {
    languages = List.copyOf(languages);
  }
}
