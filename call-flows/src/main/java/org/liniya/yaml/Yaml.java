package org.liniya.yaml;

import java.util.List;
import java.util.Optional;

/** A value of a YAML file. Immutable. */
public sealed interface Yaml {

  Place place();

  /** What the value is, for a message to an administrator. */
  default String what() {
    return switch (this) {
      case Text _ -> "a text";
      case Items _ -> "a list";
      case Table _ -> "a table of keys";
      case Nothing _ -> "nothing";
    };
  }

  /**
   * A scalar, as written.
   *
   * @param quoted whether it stood in quotes: its first character is then one column to the right
   *     of {@code place}
   */
  record Text(Place place, String value, boolean quoted) implements Yaml {}

  /** A sequence. */
  record Items(Place place, List<Yaml> values) implements Yaml {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** A mapping, in the order of the file, without duplicate keys. */
  record Table(Place place, List<Entry> entries) implements Yaml {
    public Table {
      entries = List.copyOf(entries);
    }

    public Optional<Entry> entry(String key) {
      return entries.stream().filter(e -> e.key().value().equals(key)).findFirst();
    }
  }

  /** A key without a value. */
  record Nothing(Place place) implements Yaml {}

  /** One key of a table and its value. */
  record Entry(Text key, Yaml value) {}
}
