package org.liniya.ticket;

import java.util.Locale;

/** What a deadline is for. */
public enum Due {
  /** Somebody has to begin: the ticket is taken or handed over. */
  REGISTRATION,
  /** The citizen has to have the answer. */
  ANSWER,
  /** The department that has the ticket has to have done its part. */
  DEPARTMENT;

  /** The word for configuration and journal, such as {@code answer}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
