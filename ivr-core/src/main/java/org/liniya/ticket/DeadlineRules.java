package org.liniya.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liniya.calendar.WorkingCalendar;

/**
 * Which deadlines a ticket gets: the first rule that fits its category and priority. Immutable, for
 * any thread.
 *
 * @param calendar whose working hours and zone count
 * @param rules in the order in which they are tried; the last fits everything
 */
public record DeadlineRules(WorkingCalendar calendar, List<Rule> rules) {

  /**
   * Complaints of citizens by Federal Law 59-FZ: registered within three days (article 8 part 2),
   * answered within thirty (article 12 part 1), in days of the calendar. The law counts the thirty
   * from the registration; here both run from the arrival, so the answer is never later than by
   * law.
   */
  public static final Terms COMPLAINT =
      new Terms(new Term.CalendarDays(30), Optional.of(new Term.CalendarDays(3)));

  private static final int MOST_RULES = 1_000;

  public DeadlineRules {
    rules = List.copyOf(rules);
    if (rules.size() > MOST_RULES) {
      throw new IllegalArgumentException("at most %d rules of deadlines".formatted(MOST_RULES));
    }
    if (rules.isEmpty() || !rules.getLast().fitsAll()) {
      throw new IllegalArgumentException(
          "the last rule of deadlines names no category and no priority: no ticket is without one");
    }
  }

  /**
   * How long a ticket may take.
   *
   * @param answer until the citizen has the answer
   * @param registration until somebody begins, where that has a deadline of its own
   */
  public record Terms(Term answer, Optional<Term> registration) {}

  /** Terms, and for which tickets; a condition that is empty fits all. */
  public record Rule(Optional<String> category, Optional<Priority> priority, Terms terms) {

    boolean fits(String ofCategory, Priority ofPriority) {
      return category.map(ofCategory::equals).orElse(true)
          && priority.map(ofPriority::equals).orElse(true);
    }

    boolean fitsAll() {
      return category.isEmpty() && priority.isEmpty();
    }
  }

  /** The terms of a ticket. */
  public Terms terms(String category, Priority priority) {
    return rules.stream()
        .filter(rule -> rule.fits(category, priority))
        .findFirst()
        .orElseThrow()
        .terms();
  }

  /** The life of a ticket that is opened now, with its deadlines. */
  public TicketLife open(String category, Priority priority, Instant at) {
    Terms terms = terms(category, priority);
    return TicketLife.opened(
        at,
        terms.answer().from(at, calendar),
        terms.registration().map(term -> term.from(at, calendar)));
  }
}
