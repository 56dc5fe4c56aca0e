package org.liniya.server.config;

import java.util.function.BiConsumer;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads tables whose keys are names of the administrator's own. Stateless. */
final class Tables {

  private Tables() {}

  /** Gives every inner table with its name to {@code read}, then reports its unknown keys. */
  static void each(Section outer, BiConsumer<Yaml.Text, Section> read) {
    for (Yaml.Text name : outer.keys()) {
      outer
          .section(name.value())
          .ifPresent(
              inner -> {
                read.accept(name, inner);
                inner.done();
              });
    }
  }

  /** Reports a name that is not of the form. */
  static void name(Yaml.Text name, String pattern, String form, Problems problems) {
    if (!name.value().matches(pattern)) {
      problems.add(
          name.place(), "the name '" + name.value() + "' is not of the form", "Use " + form);
    }
  }
}
