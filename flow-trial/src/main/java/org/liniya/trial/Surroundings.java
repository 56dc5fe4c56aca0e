package org.liniya.trial;

import java.util.Map;
import java.util.Set;
import org.liniya.call.Language;
import org.liniya.port.Calendars;
import org.liniya.ticket.TicketPlan;

/**
 * The configuration around a flow, as far as one call meets it. Immutable.
 *
 * @param prompts the names that have a sound, by language
 * @param lastResort the skill group of callers for whom nothing else works any more
 */
public record Surroundings(
    Calendars calendars,
    Map<Language, Set<String>> prompts,
    TicketPlan tickets,
    String lastResort) {
  public Surroundings {
    prompts = Map.copyOf(prompts);
  }
}
