package org.liniya.acd;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a witness says when a rule is broken. Stateless. */
final class Witness {

  private Witness() {}

  static void must(boolean holds, String otherwise) {
    must(holds, () -> otherwise);
  }

  /** As the other; the words are looked for only when the rule is broken. */
  static void must(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise.get());
    }
  }

  static <T> T require(@Nullable T value, String otherwise) {
    if (value == null) {
      throw new AssertionError(otherwise);
    }
    return value;
  }
}
