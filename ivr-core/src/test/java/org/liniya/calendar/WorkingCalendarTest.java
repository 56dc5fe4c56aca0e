package org.liniya.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkingCalendarTest {

  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final DayHours OFFICE = hours("09:00", "18:00");

  /** A Russian new year: holidays, a short day before, a Sunday that is worked. */
  private static final WorkingCalendar YEAR_END =
      new WorkingCalendar(
          MOSCOW,
          week(OFFICE),
          Map.of(
              LocalDate.of(2026, 12, 27),
              OFFICE,
              LocalDate.of(2026, 12, 30),
              hours("09:00", "17:00"),
              LocalDate.of(2026, 12, 31),
              DayHours.CLOSED,
              LocalDate.of(2027, 1, 1),
              DayHours.CLOSED));

  @Test
  void anEndOfWorkBelongsToTheDayThatEnds() {
    assertThat(YEAR_END.add(moscow("2026-11-27T17:00"), Duration.ofHours(1)))
        .isEqualTo(moscow("2026-11-27T18:00"));
    assertThat(YEAR_END.add(moscow("2026-11-27T17:00"), Duration.ofMinutes(61)))
        .isEqualTo(moscow("2026-11-30T09:01"));
    assertThat(YEAR_END.subtract(moscow("2026-11-30T10:00"), Duration.ofHours(1)))
        .isEqualTo(moscow("2026-11-30T09:00"));
    assertThat(YEAR_END.subtract(moscow("2026-11-30T10:00"), Duration.ofMinutes(61)))
        .isEqualTo(moscow("2026-11-27T17:59"));
  }

  @Test
  void nothingFromAMomentIsThatMomentOpenOrNot() {
    Instant night = moscow("2026-11-27T23:00");
    assertThat(YEAR_END.add(night, Duration.ZERO)).isEqualTo(night);
    assertThat(YEAR_END.subtract(night, Duration.ZERO)).isEqualTo(night);
    assertThat(YEAR_END.nextOpen(night)).isEqualTo(moscow("2026-11-30T09:00"));
  }

  @Test
  void holidaysShortDaysAndMovedDays() {
    assertThat(YEAR_END.isOpen(moscow("2026-12-27T12:00"))).as("worked Sunday").isTrue();
    assertThat(YEAR_END.isOpen(moscow("2026-12-30T17:00"))).as("short day").isFalse();
    assertThat(YEAR_END.isOpen(moscow("2026-12-31T12:00"))).as("holiday").isFalse();
    assertThat(YEAR_END.add(moscow("2026-12-30T16:00"), Duration.ofHours(2)))
        .isEqualTo(moscow("2027-01-04T10:00"));
    assertThat(YEAR_END.between(moscow("2026-12-26T00:00"), moscow("2027-01-04T00:00")))
        .isEqualTo(Duration.ofHours(9 + 9 + 9 + 8));
  }

  @Test
  void theHourThatDoesNotExistIsNotWorkedAndTheOneThatComesTwiceIsWorkedTwice() {
    WorkingCalendar nights = new WorkingCalendar(BERLIN, week7(DayHours.ALL_DAY), Map.of());
    Instant spring = berlin("2026-03-29T00:00");
    Instant autumn = berlin("2026-10-25T00:00");
    assertThat(nights.between(spring, nights.endOf(LocalDate.of(2026, 3, 29))))
        .isEqualTo(Duration.ofHours(23));
    assertThat(nights.between(autumn, nights.endOf(LocalDate.of(2026, 10, 25))))
        .isEqualTo(Duration.ofHours(25));

    WorkingCalendar early = new WorkingCalendar(BERLIN, week7(hours("02:30", "03:30")), Map.of());
    assertThat(early.between(spring, spring.plus(Duration.ofHours(12)))).hasMinutes(30);
    assertThat(early.between(autumn, autumn.plus(Duration.ofHours(12)))).hasMinutes(90);
    assertThat(early.add(autumn, Duration.ofMinutes(31)))
        .as("the second half past two")
        .isEqualTo(Instant.parse("2026-10-25T01:31:00Z"));
  }

  /** Until 2018 clocks in Brazil went forward at midnight: the day began at one. */
  @Test
  void aDayWithoutMidnight() {
    ZoneId brazil = ZoneId.of("America/Sao_Paulo");
    WorkingCalendar calendar =
        new WorkingCalendar(brazil, week7(hours("00:00", "02:00")), Map.of());
    Instant evening = LocalDateTime.parse("2018-11-03T23:00").atZone(brazil).toInstant();
    assertThat(calendar.nextOpen(evening)).isEqualTo(evening.plus(Duration.ofHours(1)));
    assertThat(calendar.between(evening, evening.plus(Duration.ofHours(20)))).hasHours(1);
  }

  @Test
  void whatWouldNeverEndIsRefused() {
    assertThatThrownBy(() -> new WorkingCalendar(MOSCOW, Map.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WorkingCalendar(MOSCOW, week(hours("09:00", "09:01")), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    Map<LocalDate, DayHours> many = new HashMap<>();
    for (int i = 0; i <= WorkingCalendar.MOST_EXCEPTIONS; i++) {
      many.put(LocalDate.EPOCH.plusDays(i), OFFICE);
    }
    assertThatThrownBy(() -> new WorkingCalendar(MOSCOW, week(OFFICE), many))
        .isInstanceOf(IllegalArgumentException.class);
    Instant at = moscow("2026-11-27T17:00");
    assertThatThrownBy(() -> YEAR_END.add(at, Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> YEAR_END.subtract(at, Duration.ofDays(367)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> YEAR_END.between(at, Instant.MAX))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hoursThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> hours("18:00", "09:00")).hasMessageContaining("18:00");
    assertThatThrownBy(() -> hours("09:00", "09:00")).hasMessageContaining("09:00");
    OpenSpan morning = new OpenSpan(LocalTime.of(9, 0), LocalTime.of(13, 0));
    OpenSpan late = new OpenSpan(LocalTime.of(14, 0), LocalTime.MIDNIGHT);
    OpenSpan across = new OpenSpan(LocalTime.of(12, 59), LocalTime.of(15, 0));
    assertThat(new DayHours(List.of(late, morning)).spans()).containsExactly(morning, late);
    assertThatThrownBy(() -> new DayHours(List.of(across, morning)))
        .hasMessageContaining("overlap");
  }

  static DayHours hours(String from, String to) {
    return DayHours.of(LocalTime.parse(from), LocalTime.parse(to));
  }

  private static Map<DayOfWeek, DayHours> week(DayHours hours) {
    Map<DayOfWeek, DayHours> week = new EnumMap<>(week7(hours));
    week.remove(DayOfWeek.SATURDAY);
    week.remove(DayOfWeek.SUNDAY);
    return week;
  }

  private static Map<DayOfWeek, DayHours> week7(DayHours hours) {
    Map<DayOfWeek, DayHours> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, hours);
    }
    return week;
  }

  private static Instant moscow(String wall) {
    return LocalDateTime.parse(wall).atZone(MOSCOW).toInstant();
  }

  private static Instant berlin(String wall) {
    return LocalDateTime.parse(wall).atZone(BERLIN).toInstant();
  }
}
