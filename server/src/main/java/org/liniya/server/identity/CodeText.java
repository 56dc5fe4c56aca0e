package org.liniya.server.identity;

import java.util.Map;
import org.liniya.call.Language;
import org.liniya.call.Secret;

/**
 * The words around a one-time code. Immutable.
 *
 * @param byLanguage each holds {@link #CODE} once
 * @param first the language for calls in one that has no words here
 */
public record CodeText(Map<Language, String> byLanguage, Language first) {

  public static final String CODE = "{code}";

  public CodeText {
    byLanguage = Map.copyOf(byLanguage);
    if (!byLanguage.containsKey(first)) {
      throw new IllegalArgumentException("there are no words in " + first);
    }
  }

  Secret with(Secret code, Language language) {
    String text = byLanguage.getOrDefault(language, byLanguage.getOrDefault(first, CODE));
    return new Secret(text.replace(CODE, code.reveal()));
  }
}
