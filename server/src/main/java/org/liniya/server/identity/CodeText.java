package org.liniya.server.identity;

import org.liniya.call.Language;
import org.liniya.call.Secret;

/**
 * What a message with a one-time code says. Immutable.
 *
 * @param words each text holds {@link #CODE} once
 */
public record CodeText(Words words) {

  public static final String CODE = "{code}";

  Secret with(Secret code, Language language) {
    return new Secret(words.in(language).replace(CODE, code.reveal()));
  }
}
