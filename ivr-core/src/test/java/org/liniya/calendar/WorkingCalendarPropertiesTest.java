package org.liniya.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/**
 * Against counting minute by minute. The zones change their clocks by an hour in the night, by half
 * an hour, at midnight, by a whole day, or not at all; the moments lie around such changes.
 */
class WorkingCalendarPropertiesTest {

  record Scene(WorkingCalendar calendar, Instant start) {}

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final Map<ZoneId, List<Instant>> CHANGES =
      Map.of(
          ZoneId.of("Europe/Moscow"), List.of(Instant.parse("2014-10-25T22:00:00Z")),
          ZoneId.of("Europe/Berlin"),
              List.of(Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-10-25T01:00:00Z")),
          ZoneId.of("Australia/Lord_Howe"),
              List.of(Instant.parse("2026-04-04T15:00:00Z"), Instant.parse("2026-10-03T15:30:00Z")),
          ZoneId.of("America/Sao_Paulo"),
              List.of(Instant.parse("2018-02-18T02:00:00Z"), Instant.parse("2018-11-04T03:00:00Z")),
          ZoneId.of("Pacific/Apia"), List.of(Instant.parse("2011-12-30T10:00:00Z")),
          ZoneId.of("UTC"), List.of(Instant.parse("2026-01-01T00:00:00Z")));

  @Property(tries = 400)
  void betweenCountsTheOpenMinutes(
      @ForAll("scenes") Scene scene, @ForAll @IntRange(max = 14_400) int minutes) {
    Instant to = scene.start.plus(MINUTE.multipliedBy(minutes));
    long open = 0;
    for (Instant at = scene.start; at.isBefore(to); at = at.plus(MINUTE)) {
      open += naivelyOpen(scene.calendar, at) ? 1 : 0;
    }
    assertThat(scene.calendar.between(scene.start, to)).hasMinutes(open);
    assertThat(scene.calendar.between(to, scene.start)).hasMinutes(-open);
  }

  @Property(tries = 400)
  void addIsTheFirstMinuteByWhichSoMuchIsWorked(
      @ForAll("scenes") Scene scene, @ForAll @IntRange(max = 1_200) int work) {
    Instant at = scene.start;
    for (int left = work; left > 0; at = at.plus(MINUTE)) {
      left -= naivelyOpen(scene.calendar, at) ? 1 : 0;
    }
    assertThat(scene.calendar.add(scene.start, MINUTE.multipliedBy(work))).isEqualTo(at);
  }

  @Property(tries = 400)
  void subtractIsTheLastMinuteFromWhichSoMuchIsWorked(
      @ForAll("scenes") Scene scene, @ForAll @IntRange(max = 1_200) int work) {
    Instant at = scene.start;
    for (int left = work; left > 0; ) {
      at = at.minus(MINUTE);
      left -= naivelyOpen(scene.calendar, at) ? 1 : 0;
    }
    assertThat(scene.calendar.subtract(scene.start, MINUTE.multipliedBy(work))).isEqualTo(at);
  }

  @Property(tries = 2_000)
  void openAndNextOpen(@ForAll("scenes") Scene scene) {
    Instant at = scene.start;
    assertThat(scene.calendar.isOpen(at)).isEqualTo(naivelyOpen(scene.calendar, at));
    while (!naivelyOpen(scene.calendar, at)) {
      at = at.plus(MINUTE);
    }
    assertThat(scene.calendar.nextOpen(scene.start)).isEqualTo(at);
  }

  /** By the words of the calendar, from the wall clock alone. */
  private static boolean naivelyOpen(WorkingCalendar calendar, Instant at) {
    ZonedDateTime wall = at.atZone(calendar.zone());
    LocalDate date = wall.toLocalDate();
    DayHours usual = calendar.week().getOrDefault(date.getDayOfWeek(), DayHours.CLOSED);
    DayHours hours = calendar.exceptions().getOrDefault(date, usual);
    int minute = wall.getHour() * 60 + wall.getMinute();
    return hours.spans().stream()
        .anyMatch(
            span -> {
              int end = span.to().getHour() * 60 + span.to().getMinute();
              return minute >= span.from().getHour() * 60 + span.from().getMinute()
                  && minute < (end == 0 ? 1_440 : end);
            });
  }

  @Provide
  Arbitrary<Scene> scenes() {
    return Arbitraries.of(CHANGES.keySet())
        .flatMap(
            zone ->
                Combinators.combine(
                        Arbitraries.of(CHANGES.getOrDefault(zone, List.of())),
                        Arbitraries.integers().between(-4_000, 4_000),
                        Arbitraries.maps(Arbitraries.of(DayOfWeek.class), days())
                            .ofMinSize(1)
                            .filter(WorkingCalendarPropertiesTest::longEnough),
                        Arbitraries.maps(Arbitraries.integers().between(-4, 4), days())
                            .ofMaxSize(5))
                    .as(
                        (change, minutes, week, exceptions) -> {
                          LocalDate day = LocalDate.ofInstant(change, zone);
                          Map<LocalDate, DayHours> dated = new HashMap<>();
                          exceptions.forEach((plus, hours) -> dated.put(day.plusDays(plus), hours));
                          return new Scene(
                              new WorkingCalendar(zone, week, dated),
                              change.plus(MINUTE.multipliedBy(minutes)));
                        }));
  }

  private static boolean longEnough(Map<DayOfWeek, DayHours> week) {
    return week.values().stream().mapToLong(DayHours::length).sum()
        >= WorkingCalendar.LEAST_WEEK.toNanos();
  }

  /** Closed, open all day, or up to three spans between odd minutes. */
  private static Arbitrary<DayHours> days() {
    Arbitrary<DayHours> spans =
        Arbitraries.integers()
            .between(0, 1_440)
            .set()
            .ofMinSize(2)
            .ofMaxSize(6)
            .map(
                minutes -> {
                  List<Integer> sorted = minutes.stream().sorted().toList();
                  List<OpenSpan> made = new ArrayList<>();
                  for (int i = 0; i + 1 < sorted.size(); i += 2) {
                    made.add(new OpenSpan(time(sorted.get(i)), time(sorted.get(i + 1))));
                  }
                  return new DayHours(made);
                });
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.of(DayHours.CLOSED, DayHours.ALL_DAY)), Tuple.of(3, spans));
  }

  private static LocalTime time(int minute) {
    return LocalTime.MIN.plusMinutes(minute % 1_440);
  }
}
