package org.liniya.server.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** The folder that imported files are written into; nothing in it is overwritten. Immutable. */
public record ImportFolder(Path folder) {

  /** A file of the import that is there already. */
  public Optional<Path> occupied(List<OutputFile> files) {
    return files.stream()
        .map(file -> folder.resolve(file.name()))
        .filter(path -> Files.exists(path) || Files.isSymbolicLink(path))
        .findFirst();
  }

  /**
   * Writes them all.
   *
   * @return where they are
   * @throws IOException when one cannot be written, or has appeared meanwhile
   */
  public List<Path> write(List<OutputFile> files) throws IOException {
    for (OutputFile file : files) {
      Path path = folder.resolve(file.name());
      Files.createDirectories(Optional.ofNullable(path.getParent()).orElse(folder));
      Files.writeString(path, file.text(), StandardOpenOption.CREATE_NEW);
    }
    return files.stream().map(file -> folder.resolve(file.name())).toList();
  }
}
