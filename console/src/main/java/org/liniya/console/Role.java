package org.liniya.console;

import io.javalin.security.RouteRole;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a user may see and do. Each role may do all that the roles before it may, so a route names
 * only the least one. Immutable.
 */
public enum Role implements RouteRole {
  /** Sees operators, skill groups and tickets. */
  OPERATOR,
  /** Also calls, their journals and recordings. */
  QUALITY,
  /** Also pauses operators and makes them ready. */
  SUPERVISOR,
  /** Everything. */
  ADMINISTRATOR;

  boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** The word used in {@code users.yaml}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of a word of {@code users.yaml}. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  /** All words, from the least role to the most. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Role::word).toList();
  }
}
