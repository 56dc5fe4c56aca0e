package org.liniya.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What docs/api.md says: a heading {@code ### `GET /path`} a route, {@code Permission:
 * `see-calls`.} under it, and examples: a block {@code http} with the request, then perhaps one
 * {@code json} with the answer. Immutable.
 */
record ApiDocument(List<Route> routes, List<Example> examples) {

  private static final Pattern HEADING = Pattern.compile("### `(\\w+) (/\\S*)`");
  private static final Pattern PERMISSION =
      Pattern.compile("Permission: (?:`([a-z-]+)`|none)\\..*");

  /** A documented route. */
  record Route(String method, String path, String permission) {}

  /**
   * A documented request.
   *
   * @param answer as JSON; empty when it is something else
   */
  record Example(String method, String path, String body, Optional<String> answer) {}

  static ApiDocument read(Path file) throws IOException {
    return of(Files.readAllLines(file));
  }

  static ApiDocument of(List<String> lines) {
    List<Route> routes = new ArrayList<>();
    List<Example> examples = new ArrayList<>();
    Optional<Route> current = Optional.empty();
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at++);
      Matcher heading = HEADING.matcher(line);
      Matcher permission = PERMISSION.matcher(line);
      if (heading.matches()) {
        current = Optional.of(new Route(heading.group(1), heading.group(2), "?"));
        routes.add(current.get());
      } else if (permission.matches() && current.isPresent()) {
        String word = permission.group(1) == null ? "" : permission.group(1);
        routes.removeLast();
        routes.add(new Route(current.get().method(), current.get().path(), word));
      } else if (line.equals("```http")) {
        String block = block(lines, at);
        String[] parts = block.split("\n\n", 2);
        String[] first = parts[0].strip().split(" ", 2);
        examples.add(
            new Example(
                first[0], first[1], parts.length > 1 ? parts[1].strip() : "", Optional.empty()));
      } else if (line.equals("```json")) {
        Example asked = examples.removeLast();
        examples.add(
            new Example(asked.method(), asked.path(), asked.body(), Optional.of(block(lines, at))));
      }
    }
    return new ApiDocument(List.copyOf(routes), List.copyOf(examples));
  }

  private static String block(List<String> lines, int from) {
    int end = from;
    while (!lines.get(end).equals("```")) {
      end++;
    }
    return String.join("\n", lines.subList(from, end));
  }
}
