package org.liniya.acd;

import org.jspecify.annotations.Nullable;

/** What a witness says when a rule is broken. Stateless. */
final class Witness {

  private Witness() {}

  static void must(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  static <T> T require(@Nullable T value, String otherwise) {
    if (value == null) {
      throw new AssertionError(otherwise);
    }
    return value;
  }
}
