package org.liniya.testkit.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The hotline on which tests call that are about something else than the shipped one: language,
 * category, SNILS, ticket, queue, rating, and nothing that takes a caller's time besides.
 * Stateless.
 */
public final class PlainLine {

  private static final String FLOW = "hotline.yaml";

  private static final List<String> TESTS =
      List.of(
          "complaint-wrong-snils",
          "earlier-forgotten",
          "earlier-person",
          "earlier-request",
          "earlier-unknown",
          "english",
          "hangs-up-early",
          "nothing-pressed",
          "payment-timeout",
          "served",
          "snils-person",
          "star-repeats",
          "wrong-keys",
          "zero-at-once",
          "zero-in-menu");

  /** Files that this flow does not need: tests write their own. */
  private static final Set<String> OF_THE_SHIPPED_FLOW = Set.of("services.yaml", "identity.yaml");

  private PlainLine() {}

  /** Its flow. */
  public static String flow() {
    return text(FLOW);
  }

  /** The name of its flow's file. */
  public static String file() {
    return FLOW;
  }

  /** Copies a configuration, with this flow and its tests in the place of its own. */
  public static Path copy(Path config, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(config)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path name = config.relativize(file);
        if (!name.startsWith("flows") && !OF_THE_SHIPPED_FLOW.contains(name.toString())) {
          Path copy = to.resolve(name.toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
    Path tests = to.resolve("flows/tests");
    Files.createDirectories(tests);
    Files.writeString(to.resolve("flows").resolve(FLOW), flow());
    for (String test : TESTS) {
      Files.writeString(tests.resolve(test + ".yaml"), text("tests/" + test + ".yaml"));
    }
    return to;
  }

  private static String text(String name) {
    try (InputStream in = PlainLine.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
