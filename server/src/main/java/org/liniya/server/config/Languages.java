package org.liniya.server.config;

import java.util.Optional;
import org.liniya.call.Language;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Yaml;

/** Reads language tags. Stateless. */
final class Languages {

  private Languages() {}

  static Optional<Language> tag(Yaml.Text text, Problems problems) {
    try {
      return Optional.of(new Language(text.value()));
    } catch (IllegalArgumentException e) {
      problems.add(
          text.place(), "'" + text.value() + "' is no language", "Write its tag, such as ru or en");
      return Optional.empty();
    }
  }
}
