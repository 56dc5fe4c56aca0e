package org.liniya.ticket;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.calendar.DayHours;
import org.liniya.calendar.WorkingCalendar;

/**
 * What an office has laid down for its tickets: how pressing a category is, how long things may
 * take, who is told when they take longer, and which departments there are. Immutable; pure
 * functions.
 *
 * @param priorities by category; a category that is not named is {@link Priority#NORMAL}
 * @param departments how long each usually has
 */
public record TicketPlan(
    DeadlineRules deadlines,
    Map<String, Priority> priorities,
    Escalation escalation,
    Map<Department, Term> departments) {

  private static final int HOURS_OF_TWO_DAYS = 16;

  /**
   * For a server without {@code tickets.yaml}: complaints as by law, everything else within sixteen
   * working hours, Monday to Friday from nine to six, Moscow time. Nobody is told.
   */
  public static final TicketPlan STANDARD = standard();

  public TicketPlan {
    priorities = Map.copyOf(priorities);
    departments = Map.copyOf(departments);
  }

  public Priority priority(String category) {
    return priorities.getOrDefault(category, Priority.NORMAL);
  }

  /** The life of a ticket that is opened now, with its deadlines. */
  public TicketLife open(String category, Instant at) {
    return deadlines.open(category, priority(category), at);
  }

  /** When the answer is due of a ticket that is reopened now: as of a new one. */
  public Deadline answerAgain(String category, Instant at) {
    return open(category, at).answer();
  }

  /**
   * By when a department has to have done its part when nothing else is said: within its usual
   * term, but never after the answer is due, as long as that is still to come. Empty when there is
   * no such department.
   */
  public Optional<Deadline> deadline(Department department, TicketLife life, Instant at) {
    return Optional.ofNullable(departments.get(department))
        .map(term -> term.from(at, deadlines.calendar()))
        .map(
            usual ->
                usual.at().isAfter(life.answer().at()) && !life.answer().passed(at)
                    ? life.answer()
                    : usual);
  }

  private static TicketPlan standard() {
    Map<DayOfWeek, DayHours> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.compareTo(DayOfWeek.FRIDAY) <= 0) {
        week.put(day, DayHours.of(LocalTime.of(9, 0), LocalTime.of(18, 0)));
      }
    }
    WorkingCalendar office = new WorkingCalendar(ZoneId.of("Europe/Moscow"), week, Map.of());
    var work = new Term.WorkingTime(java.time.Duration.ofHours(HOURS_OF_TWO_DAYS));
    return new TicketPlan(
        new DeadlineRules(
            office,
            List.of(
                new DeadlineRules.Rule(
                    Optional.of("complaint"), Optional.empty(), DeadlineRules.COMPLAINT),
                new DeadlineRules.Rule(
                    Optional.empty(),
                    Optional.empty(),
                    new DeadlineRules.Terms(work, Optional.empty())))),
        Map.of(),
        new Escalation(List.of(), Optional.empty()),
        Map.of());
  }
}
