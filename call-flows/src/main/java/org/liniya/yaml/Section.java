package org.liniya.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the keys of one table by type; each fault goes to the problems, and a default takes its
 * place so that reading goes on. Call {@link #done} last: it reports keys that nobody asked for.
 * For one thread.
 */
public final class Section {

  private static final Pattern SPAN = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private final Yaml.Table table;
  private final Problems problems;
  private final Map<String, Yaml.Entry> entries = new HashMap<>();
  private final Set<String> asked = new TreeSet<>();

  public Section(Yaml.Table table, Problems problems) {
    this.table = table;
    this.problems = problems;
    table.entries().forEach(entry -> entries.put(entry.key().value(), entry));
  }

  /** The root of a file as a section; empty, with a problem, when it is something else. */
  public static Optional<Section> root(Yaml root, Problems problems) {
    if (root instanceof Yaml.Table table) {
      return Optional.of(new Section(table, problems));
    }
    problems.add(
        root.place(),
        "a table of keys is expected here, not " + root.what(),
        "Begin with a line like 'key: value'");
    return Optional.empty();
  }

  public Place place() {
    return table.place();
  }

  public Place placeOf(String key) {
    return entry(key).map(e -> e.value().place()).orElse(table.place());
  }

  /** Where the key itself stands. */
  public Place placeOfKey(String key) {
    return entry(key).map(e -> e.key().place()).orElse(table.place());
  }

  private Optional<Yaml.Entry> entry(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** The keys in the order of the file. */
  public List<Yaml.Text> keys() {
    return table.entries().stream().map(Yaml.Entry::key).toList();
  }

  /** The raw value of a key. */
  public Optional<Yaml> value(String key) {
    asked.add(key);
    return entry(key).map(Yaml.Entry::value);
  }

  public Optional<Yaml.Text> scalar(String key) {
    return value(key)
        .flatMap(
            v -> {
              if (v instanceof Yaml.Text text) {
                return Optional.of(text);
              }
              problems.add(v.place(), "'" + key + "' takes a text, not " + v.what(), "");
              return Optional.empty();
            });
  }

  public Optional<String> text(String key) {
    return scalar(key).map(Yaml.Text::value);
  }

  public String text(String key, String otherwise) {
    return text(key).orElse(otherwise);
  }

  /** A text that must be there; a problem and an empty text when it is not. */
  public String required(String key) {
    if (entry(key).isEmpty()) {
      asked.add(key);
      problems.add(table.place(), "the key '" + key + "' is missing", "Add '" + key + ": …'");
      return "";
    }
    return text(key, "");
  }

  /** A key that must be there, of whatever form; a problem when it is not. */
  public boolean needs(String key) {
    asked.add(key);
    boolean there = entry(key).isPresent();
    if (!there) {
      problems.add(table.place(), "the key '" + key + "' is missing", "Add '" + key + ": …'");
    }
    return there;
  }

  public int whole(String key, int otherwise, int least, int most) {
    Optional<Yaml.Text> text = scalar(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    String value = text.get().value();
    if (value.matches("-?\\d{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    problems.add(
        text.get().place(),
        "'" + key + "' is a whole number from " + least + " to " + most + ", not '" + value + "'",
        "Write figures only, such as " + Math.clamp(otherwise, least, most));
    return otherwise;
  }

  public boolean yesNo(String key, boolean otherwise) {
    Optional<Yaml.Text> text = scalar(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    return switch (text.get().value()) {
      case "yes", "true" -> true;
      case "no", "false" -> false;
      default -> {
        problems.add(
            text.get().place(), "'" + key + "' is yes or no, not '" + text.get().value() + "'", "");
        yield otherwise;
      }
    };
  }

  /** A length of time such as {@code 20s}, {@code 10m}, {@code 2h}, {@code 1d} or {@code 300ms}. */
  public Duration span(String key, Duration otherwise) {
    Optional<Yaml.Text> text = scalar(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    Optional<Duration> span = span(text.get().value());
    if (span.isEmpty()) {
      problems.add(
          text.get().place(),
          "'" + key + "' is a length of time, not '" + text.get().value() + "'",
          "Write it as 300ms, 20s, 10m, 2h or 1d");
    }
    return span.orElse(otherwise);
  }

  /** Reads a length of time; empty when it is none. */
  public static Optional<Duration> span(String text) {
    Matcher matcher = SPAN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        });
  }

  /** A list of texts; one text alone counts as a list of one. */
  public List<Yaml.Text> texts(String key) {
    Optional<Yaml> value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    List<Yaml.Text> texts = new ArrayList<>();
    switch (value.get()) {
      case Yaml.Text text -> texts.add(text);
      case Yaml.Items items -> {
        for (Yaml item : items.values()) {
          if (item instanceof Yaml.Text text) {
            texts.add(text);
          } else {
            problems.add(item.place(), "a text is expected here, not " + item.what(), "");
          }
        }
      }
      case Yaml other ->
          problems.add(other.place(), "'" + key + "' takes a list, not " + other.what(), "");
    }
    return texts;
  }

  /** The table under a key. */
  public Optional<Section> section(String key) {
    return value(key)
        .flatMap(
            v -> {
              if (v instanceof Yaml.Table inner) {
                return Optional.of(new Section(inner, problems));
              }
              problems.add(
                  v.place(),
                  "'" + key + "' takes a table of keys, not " + v.what(),
                  "Write it as '" + key + ": { … }', or indent its keys below it");
              return Optional.empty();
            });
  }

  /** Reports every key that was not asked for. */
  public void done() {
    for (Yaml.Entry entry : table.entries()) {
      String key = entry.key().value();
      if (!asked.contains(key)) {
        problems.add(
            entry.key().place(),
            "the key '" + key + "' is not known here",
            DidYouMean.hint(key, new HashSet<>(asked)));
      }
    }
  }

  public Problems problems() {
    return problems;
  }
}
