package org.liniya.console;

import io.javalin.security.RouteRole;
import java.util.Locale;

/**
 * One thing that a user may be allowed to do. Every route asks for one of them; {@link Role} says
 * who has it. Immutable.
 */
public enum Permission implements RouteRole {
  /** The state of operators and skill groups. */
  SEE_QUEUES,
  /** Tickets and their histories, masked and without what people wrote. */
  SEE_TICKETS,
  /** What people wrote on tickets; each reading is in the audit. */
  READ_TICKET_TEXTS,
  /** Notes, taking, handing over, solving … */
  WORK_ON_TICKETS,
  /** Tickets found by SNILS or telephone; each search is in the audit. */
  SEARCH_BY_PERSON,
  /** Calls, their journals and traces. */
  SEE_CALLS,
  /** Each listening is in the audit. */
  HEAR_RECORDINGS,
  /** Tickets as a table, any number of them, masked; each export is in the audit. */
  EXPORT_TICKETS,
  /** How well the line does. */
  SEE_FIGURES,
  /** The lines to the telephone network. */
  SEE_TRUNKS,
  /** Pauses operators and makes them ready. */
  SET_OPERATORS,
  /** Listens to talks, whispers and barges; each wish is in the audit, refused ones too. */
  SUPERVISE_TALKS,
  /** Keeps tickets from deletion, and lets them go again. */
  HOLD_TICKETS,
  /** What would be deleted by retention. */
  SEE_RETENTION,
  /** Who did what to whose data. */
  READ_AUDIT,
  /** The full log of SIP messages. */
  SET_SIP_LOG,
  /** Who outside is told of changes, and what could not be delivered. */
  MANAGE_WEBHOOKS,
  /** Which flows, prompts and calendars new calls get. */
  MANAGE_EDITIONS,
  /** A new master key. */
  ROTATE_KEYS,
  /** What is kept about a person, in clear, and its end. */
  ANSWER_PERSONS,
  /** The database as a file. */
  COPY_DATABASE;

  /** As it is written in the documents and in refusals. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
