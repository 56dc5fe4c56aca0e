package org.liniya.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;
import org.liniya.yaml.YamlReader;

/** Reads the files of the configuration folder. For one thread. */
final class ConfigFolder {

  private final Path folder;
  private final Problems problems;

  ConfigFolder(Path folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  Path path() {
    return folder;
  }

  /** How problems call a file of the folder. */
  String label(String name) {
    return folder.resolve(name).toString();
  }

  /** A file that must be there. */
  Optional<Section> section(String name) {
    return yaml(name).flatMap(root -> Section.root(root, problems));
  }

  /** A file that need not be there. */
  Optional<Section> optional(String name) {
    return Files.exists(folder.resolve(name)) ? section(name) : Optional.empty();
  }

  /** A file that must be there, as YAML. */
  Optional<Yaml> yaml(String name) {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      problems.add(
          Place.start(label(name)),
          "the file is missing",
          "Copy it from the example configuration of the project");
      return Optional.empty();
    }
    return TextFile.read(file, problems)
        .flatMap(text -> YamlReader.read(label(name), text, problems));
  }
}
