package org.liniya.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.liniya.ticket.TicketScene.MOSCOW;
import static org.liniya.ticket.TicketScene.OPENED;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liniya.calendar.DayHours;
import org.liniya.calendar.WorkingCalendar;
import org.liniya.call.Language;
import org.liniya.ticket.DeadlineRules.Rule;
import org.liniya.ticket.DeadlineRules.Terms;

class DeadlineRulesTest {

  private static final Terms FOUR_HOURS = working(4);
  private static final Terms DAY = working(9);
  private static final DeadlineRules RULES =
      new DeadlineRules(
          office(),
          List.of(
              new Rule(Optional.of("complaint"), Optional.empty(), DeadlineRules.COMPLAINT),
              new Rule(Optional.of("access"), Optional.of(Priority.URGENT), FOUR_HOURS),
              new Rule(Optional.empty(), Optional.empty(), DAY)));

  @Test
  void complaintsRunInDaysOfTheCalendarWhateverTheirPriority() {
    for (Priority priority : Priority.values()) {
      TicketLife life = RULES.open("complaint", priority, moscow("2026-12-01T23:59"));
      assertThat(life.answer().at()).isEqualTo(moscow("2027-01-01T00:00"));
      assertThat(life.answer().lastDay()).isEqualTo(LocalDate.of(2026, 12, 31));
      assertThat(life.registration().orElseThrow().at()).isEqualTo(moscow("2026-12-05T00:00"));
      assertThat(life.running()).containsOnlyKeys(Due.ANSWER, Due.REGISTRATION);
    }
  }

  @Test
  void theRestRunsInWorkingHours() {
    Instant friday = moscow("2026-11-27T16:00");
    TicketLife urgent = RULES.open("access", Priority.URGENT, friday);
    assertThat(urgent.answer().at()).isEqualTo(moscow("2026-11-30T11:00"));
    assertThat(urgent.registration()).isEmpty();
    assertThat(RULES.open("access", Priority.LOW, friday).answer().at())
        .isEqualTo(moscow("2026-11-30T16:00"));
    assertThat(RULES.open("payment", Priority.URGENT, friday).answer().at())
        .isEqualTo(moscow("2026-11-30T16:00"));
  }

  @Test
  void noTicketIsWithoutADeadline() {
    assertThatThrownBy(() -> new DeadlineRules(office(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    Rule some = new Rule(Optional.of("access"), Optional.empty(), DAY);
    assertThatThrownBy(() -> new DeadlineRules(office(), List.of(some)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Term.CalendarDays(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Term.WorkingTime(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDeadlineIsSpokenByItsLastDay() {
    Deadline midnight = new Deadline(moscow("2026-11-24T00:00"), MOSCOW);
    assertThat(midnight.say(Language.RU).promptNames())
        .containsExactly("deadline", "number-20", "day-3", "month-11");
    assertThat(midnight.say(Language.EN).promptNames())
        .containsExactly("deadline", "day-23", "month-11");
    Deadline evening = new Deadline(moscow("2026-11-24T18:00"), MOSCOW);
    assertThat(evening.lastDay()).isEqualTo(LocalDate.of(2026, 11, 24));
  }

  @Test
  void itHasPassedAtItsMoment() {
    Deadline deadline = new Deadline(OPENED, MOSCOW);
    assertThat(deadline.passed(OPENED.minusNanos(1))).isFalse();
    assertThat(deadline.passed(OPENED)).isTrue();
  }

  /** Monday to Friday, nine to six. */
  static WorkingCalendar office() {
    Map<DayOfWeek, DayHours> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, DayHours.of(LocalTime.of(9, 0), LocalTime.of(18, 0)));
    }
    week.remove(DayOfWeek.SATURDAY);
    week.remove(DayOfWeek.SUNDAY);
    return new WorkingCalendar(MOSCOW, week, Map.of());
  }

  static Instant moscow(String wall) {
    return LocalDateTime.parse(wall).atZone(MOSCOW).toInstant();
  }

  private static Terms working(int hours) {
    return new Terms(new Term.WorkingTime(Duration.ofHours(hours)), Optional.empty());
  }
}
