package org.liniya.server.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.liniya.testkit.line.PlainLine;

/**
 * A copy of the example configuration, with the plain line, that a test may change. For one thread.
 */
final class ConfigCopy {
  private final Path folder;

  private ConfigCopy(Path folder) {
    this.folder = folder;
  }

  /** Copies the example into a folder, usually a {@code @TempDir}. */
  static ConfigCopy in(Path folder) {
    try {
      PlainLine.copy(RunningServer.exampleConfig(), folder);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot copy the example configuration", broken);
    }
    return new ConfigCopy(folder);
  }

  Path folder() {
    return folder;
  }

  /** Without the tests of the example's flow, which a reload would run. */
  ConfigCopy withoutTests() {
    try (Stream<Path> tests = Files.list(folder.resolve("flows/tests"))) {
      for (Path test : tests.toList()) {
        Files.delete(test);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot remove the tests", broken);
    }
    return this;
  }

  /** Adds a line to every skill group, such as {@code wrap-up: 2s}. */
  ConfigCopy everyGroup(String line) {
    return replace("skill-groups.yaml", "(?m)^(  titles: .*)$", "$1\n  " + line);
  }

  /**
   * Replaces what matches.
   *
   * @throws IllegalArgumentException when nothing does: the example has changed
   */
  ConfigCopy replace(String file, String regex, String by) {
    try {
      Path changed = folder.resolve(file);
      String before = Files.readString(changed);
      String after = before.replaceAll(regex, by);
      if (after.equals(before)) {
        throw new IllegalArgumentException(file + " holds nothing like " + regex);
      }
      Files.writeString(changed, after, StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot change " + file, broken);
    }
    return this;
  }
}
