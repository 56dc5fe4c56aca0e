package org.liniya.call;

import java.util.Locale;

/** A language that the line speaks, by its ISO 639-1 tag ({@code ru}, {@code en}). Immutable. */
public record Language(String tag) {

  public static final Language RU = new Language("ru");
  public static final Language EN = new Language("en");

  public Language {
    if (!tag.matches("[a-z]{2,3}")) {
      throw new IllegalArgumentException(
          "a language is two or three small letters, not '" + tag.toLowerCase(Locale.ROOT) + "'");
    }
  }

  @Override
  public String toString() {
    return tag;
  }
}
