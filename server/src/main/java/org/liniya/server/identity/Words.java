package org.liniya.server.identity;

import java.util.Map;
import java.util.Optional;
import org.liniya.call.Language;

/**
 * A text in some languages. Immutable.
 *
 * @param otherwise the language for calls in one that is not among them
 */
public record Words(Map<Language, String> byLanguage, Language otherwise) {

  public Words {
    byLanguage = Map.copyOf(byLanguage);
    if (!byLanguage.containsKey(otherwise)) {
      throw new IllegalArgumentException("there are no words in " + otherwise);
    }
  }

  String in(Language language) {
    return Optional.ofNullable(byLanguage.get(language))
        .or(() -> Optional.ofNullable(byLanguage.get(otherwise)))
        .orElseThrow();
  }
}
