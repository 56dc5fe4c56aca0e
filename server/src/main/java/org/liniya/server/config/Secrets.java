package org.liniya.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liniya.call.Secret;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/**
 * Resolves {@code ${env:NAME}} and {@code ${file:PATH}}; a secret written out in a file is refused,
 * and never repeated in the problem. For one thread.
 */
final class Secrets {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^{}]+)}");
  private static final String CURE =
      "Write ${env:NAME} and set that variable, or ${file:PATH} and put it into that file";

  /** In bytes; a secret is shorter, and a device or a pipe may have no end. */
  private static final long LARGEST = 64_000;

  private final Path folder;
  private final Map<String, String> environment;
  private final Problems problems;

  Secrets(Path folder, Map<String, String> environment, Problems problems) {
    this.folder = folder;
    this.environment = environment;
    this.problems = problems;
  }

  /** The secret under a key; empty when the key is not there or, with a problem, not resolved. */
  Optional<Secret> secret(Section section, String key) {
    return section.scalar(key).flatMap(text -> resolve(key, text));
  }

  private Optional<Secret> resolve(String key, Yaml.Text text) {
    Matcher reference = REFERENCE.matcher(text.value());
    if (!reference.matches()) {
      problems.add(text.place(), "'" + key + "' is a secret and must not stand in a file", CURE);
      return Optional.empty();
    }
    return reference.group(1).equals("env")
        ? ofVariable(reference.group(2), text)
        : ofFile(reference.group(2), text);
  }

  private Optional<Secret> ofVariable(String name, Yaml.Text text) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      problems.add(
          text.place(),
          "the environment variable " + name + " is not set",
          "Set it for the server before it starts");
      return Optional.empty();
    }
    return Optional.of(new Secret(value.strip()));
  }

  /** A relative path is taken from the configuration folder. */
  private Optional<Secret> ofFile(String path, Yaml.Text text) {
    String value = "";
    try {
      Path file = folder.resolve(path);
      if (Files.isRegularFile(file) && Files.size(file) <= LARGEST) {
        value = Files.readString(file).strip();
      }
    } catch (IOException | InvalidPathException e) {
      // said below: for a reader a file that is not there and one that is empty are the same
    }
    if (value.isEmpty()) {
      problems.add(
          text.place(),
          "the file " + path + " holds no secret or cannot be read",
          "Put the secret on its first line; its path is taken from the configuration folder");
      return Optional.empty();
    }
    return Optional.of(new Secret(value));
  }
}
