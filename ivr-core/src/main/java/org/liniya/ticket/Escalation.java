package org.liniya.ticket;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.liniya.calendar.WorkingCalendar;
import org.liniya.ticket.TicketLife.Told;

/**
 * Which levels are told when a deadline nears or passes, each once. Immutable; pure functions.
 *
 * @param levels each named once for a deadline
 * @param calendar whose working time the spans are; empty: time as it passes
 */
public record Escalation(List<EscalationLevel> levels, Optional<WorkingCalendar> calendar) {

  private static final int MOST_LEVELS = 30;

  /** A level, and since when it is to be told. */
  public record Step(EscalationLevel level, Instant at) {}

  public Escalation {
    levels = List.copyOf(levels);
    if (levels.size() > MOST_LEVELS) {
      throw new IllegalArgumentException("at most %d levels".formatted(MOST_LEVELS));
    }
    Set<Told> names = new HashSet<>();
    for (EscalationLevel level : levels) {
      if (!names.add(told(level))) {
        throw new IllegalArgumentException(
            "level '%s' is named twice for %s".formatted(level.name(), level.due().word()));
      }
    }
  }

  /** The levels that are to be told now and have not been, in the order of their times. */
  public List<EscalationLevel> due(TicketLife life, Instant now) {
    return left(life).filter(step -> !step.at().isAfter(now)).map(Step::level).toList();
  }

  /** The level that comes next when nothing happens to the ticket; empty when all are told. */
  public Optional<Step> next(TicketLife life) {
    return left(life).findFirst();
  }

  /** Levels of the same time come in the order of the configuration. */
  private Stream<Step> left(TicketLife life) {
    return levels.stream()
        .filter(level -> !life.escalated().contains(told(level)))
        .flatMap(
            level ->
                Stream.ofNullable(life.running().get(level.due()))
                    .map(deadline -> new Step(level, time(level, deadline))))
        .sorted(Comparator.comparing(Step::at));
  }

  private Instant time(EscalationLevel level, Deadline deadline) {
    if (calendar.isEmpty()) {
      return deadline.at().plus(level.after());
    }
    return level.after().isNegative()
        ? calendar.get().subtract(deadline.at(), level.after().negated())
        : calendar.get().add(deadline.at(), level.after());
  }

  private static Told told(EscalationLevel level) {
    return new Told(level.due(), level.name());
  }
}
