package org.liniya.ticket;

import java.util.Locale;

/** How pressing a ticket is; with the category it decides the deadline. */
public enum Priority {
  LOW,
  NORMAL,
  HIGH,
  URGENT;

  /** The word for configuration and API, such as {@code high}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The priority of a word.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Priority of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
