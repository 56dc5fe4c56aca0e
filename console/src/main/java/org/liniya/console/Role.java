package org.liniya.console;

import static org.liniya.console.Permission.EXPORT_TICKETS;
import static org.liniya.console.Permission.HEAR_RECORDINGS;
import static org.liniya.console.Permission.HOLD_TICKETS;
import static org.liniya.console.Permission.READ_TICKET_TEXTS;
import static org.liniya.console.Permission.SEARCH_BY_PERSON;
import static org.liniya.console.Permission.SEE_CALLS;
import static org.liniya.console.Permission.SEE_FIGURES;
import static org.liniya.console.Permission.SEE_QUEUES;
import static org.liniya.console.Permission.SEE_TICKETS;
import static org.liniya.console.Permission.SEE_TRUNKS;
import static org.liniya.console.Permission.SET_OPERATORS;
import static org.liniya.console.Permission.SUPERVISE_TALKS;
import static org.liniya.console.Permission.WORK_ON_TICKETS;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a user is in the office, and with it what they may do. Immutable. */
public enum Role {
  /** Works on tickets. */
  OPERATOR(
      EnumSet.of(SEE_QUEUES, SEE_TICKETS, READ_TICKET_TEXTS, WORK_ON_TICKETS, SEARCH_BY_PERSON)),
  /** Judges how callers were served, without learning who they are. */
  QUALITY(
      EnumSet.of(SEE_QUEUES, SEE_TICKETS, SEE_CALLS, HEAR_RECORDINGS, EXPORT_TICKETS, SEE_FIGURES)),
  /** Leads the operators. */
  SUPERVISOR(
      EnumSet.of(
          SEE_QUEUES,
          SEE_TICKETS,
          READ_TICKET_TEXTS,
          WORK_ON_TICKETS,
          SEARCH_BY_PERSON,
          SEE_CALLS,
          HEAR_RECORDINGS,
          EXPORT_TICKETS,
          SEE_FIGURES,
          SEE_TRUNKS,
          SET_OPERATORS,
          SUPERVISE_TALKS,
          HOLD_TICKETS)),
  /** Everything. */
  ADMINISTRATOR(EnumSet.allOf(Permission.class));

  @SuppressWarnings("ImmutableEnumChecker") // Set.copyOf makes no other sets
  private final Set<Permission> permissions;

  Role(Set<Permission> permissions) {
    this.permissions = Set.copyOf(permissions);
  }

  /** Whether users of this role may do that. */
  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  /** The word used in {@code users.yaml}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of a word of {@code users.yaml}. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Role::word).toList();
  }
}
