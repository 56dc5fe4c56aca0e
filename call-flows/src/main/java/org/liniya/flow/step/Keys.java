package org.liniya.flow.step;

import java.util.Optional;
import org.liniya.call.Key;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Yaml;

/** Reads the names of keys. Stateless. */
public final class Keys {

  private Keys() {}

  /** A key of a telephone. */
  public static Optional<Key> read(Yaml.Text text, Problems problems) {
    if (text.value().matches("[0-9*#]")) {
      return Optional.of(new Key(text.value().charAt(0)));
    }
    problems.add(
        text.place(),
        "'" + text.value() + "' is no key of a telephone",
        "Write a digit, \"*\" or \"#\"");
    return Optional.empty();
  }
}
