package org.liniya.server.imports;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.liniya.server.config.TextFile;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;

/**
 * The files of an import: those that are named, and those that they include from the same folder
 * and below it, so many and so much at the most. For one thread.
 */
final class SourceFiles {

  static final int MOST_FILES = 200;
  static final int MOST_CHARACTERS = 16_000_000;

  private final Problems problems;
  private int files;
  private long characters;

  SourceFiles(Problems problems) {
    this.problems = problems;
  }

  Problems problems() {
    return problems;
  }

  /** The text of a file; empty when it cannot be had, and then there is a problem. */
  Optional<String> read(Path file) {
    Place start = Place.start(file.toString());
    if (++files > MOST_FILES) {
      problems.add(
          start, "more than " + MOST_FILES + " files would be read", "Import them in parts");
      return Optional.empty();
    }
    Optional<String> text = TextFile.read(file, problems);
    characters += text.map(String::length).orElse(0);
    if (characters > MOST_CHARACTERS) {
      problems.add(
          start,
          "with this file more than " + MOST_CHARACTERS + " characters would be read",
          "Import the files in parts");
      return Optional.empty();
    }
    return text;
  }

  /**
   * The files that a name in an imported file stands for, by name: one, or those that a pattern
   * such as {@code menus/*.xml} fits.
   *
   * @param root nothing outside this folder is read
   * @param from the folder that the name is seen from
   * @return empty when it leads out of {@code root}, or is no name
   */
  static Optional<List<Path>> included(Path root, Path from, String name) {
    try {
      Path pattern = Path.of(name);
      Path folder = from.resolve(pattern).normalize().getParent();
      Path last = pattern.getFileName();
      if (last == null || folder == null || !within(root, folder)) {
        return Optional.empty();
      }
      List<Path> found = new ArrayList<>();
      if (Files.isDirectory(folder)) {
        // a link in the folder must not lead out of it either
        try (DirectoryStream<Path> fitting = Files.newDirectoryStream(folder, last.toString())) {
          for (Path each : fitting) {
            if (within(root, each)) {
              found.add(each);
            }
          }
        }
      }
      return Optional.of(found.stream().sorted().limit(MOST_FILES + 1L).toList());
    } catch (InvalidPathException
        | PatternSyntaxException
        | DirectoryIteratorException
        | IOException _) {
      return Optional.empty();
    }
  }

  private static boolean within(Path root, Path file) throws IOException {
    Path real = real(file);
    return real.startsWith(root.toRealPath());
  }

  private static Path real(Path file) throws IOException {
    return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
  }
}
