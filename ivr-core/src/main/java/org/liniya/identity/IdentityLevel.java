package org.liniya.identity;

import java.util.Locale;

/** How far it is proved who is calling; ordered from nothing to most. */
public enum IdentityLevel {
  NONE,
  /** Well formed and confirmed by the caller; proves nobody. */
  STATED,
  KNOWS_DATA,
  CODE,
  OPERATOR;

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The level for a word such as {@code knows-data}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static IdentityLevel of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
