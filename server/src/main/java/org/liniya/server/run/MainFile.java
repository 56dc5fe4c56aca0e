package org.liniya.server.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Yaml;
import org.liniya.yaml.YamlReader;

/**
 * {@code liniya.yaml} in two, without comments: what a reload takes, {@code asterisk.numbers}, and
 * what holds from start to end. Immutable.
 */
record MainFile(Optional<String> numbers, String fixed) {

  private static final String ASTERISK = "asterisk";
  private static final String NUMBERS = "numbers";

  /** A text that cannot be read holds as a whole. */
  static MainFile of(String text) {
    return YamlReader.read("liniya.yaml", text, new Problems())
        .map(MainFile::split)
        .orElse(new MainFile(Optional.empty(), text));
  }

  private static MainFile split(Yaml root) {
    Optional<Yaml> numbers = inner(root, ASTERISK).flatMap(section -> inner(section, NUMBERS));
    return new MainFile(numbers.map(MainFile::plain), plain(without(root)));
  }

  private static Optional<Yaml> inner(Yaml value, String key) {
    return value instanceof Yaml.Table table
        ? table.entry(key).map(Yaml.Entry::value)
        : Optional.empty();
  }

  private static Yaml without(Yaml root) {
    return root instanceof Yaml.Table table
        ? new Yaml.Table(
            table.place(),
            table.entries().stream()
                .map(
                    entry ->
                        entry.key().value().equals(ASTERISK)
                            ? new Yaml.Entry(entry.key(), withoutNumbers(entry.value()))
                            : entry)
                .toList())
        : root;
  }

  private static Yaml withoutNumbers(Yaml section) {
    return section instanceof Yaml.Table table
        ? new Yaml.Table(
            table.place(),
            table.entries().stream().filter(entry -> !entry.key().value().equals(NUMBERS)).toList())
        : section;
  }

  /** Two values have one text exactly when they mean the same, wherever they stand. */
  private static String plain(Yaml value) {
    return switch (value) {
      case Yaml.Text text -> quoted(text.value());
      case Yaml.Items items -> list(items.values().stream().map(MainFile::plain));
      case Yaml.Table table -> table(table.entries());
      case Yaml.Nothing _ -> "~";
    };
  }

  private static String table(List<Yaml.Entry> entries) {
    return entries.stream()
        .map(entry -> quoted(entry.key().value()) + ":" + plain(entry.value()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String list(Stream<String> values) {
    return values.collect(Collectors.joining(",", "[", "]"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
