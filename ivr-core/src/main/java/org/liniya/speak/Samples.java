package org.liniya.speak;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * For each form of speech so many examples that together they need every fragment that it can need
 * with numbers to 9,999 and years from 1900 to 2099. Pure functions, for any thread.
 */
public final class Samples {

  private static final LocalDate LEAP_YEAR = LocalDate.of(2028, 1, 1);
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2099;

  private Samples() {}

  public static List<Sayable> digits() {
    return List.of(new Sayable.Digits("0123456789"));
  }

  public static List<Sayable> numbers() {
    return each(Sayable.Plain::new);
  }

  public static List<Sayable> counts(Noun noun, Case in) {
    return each(n -> new Sayable.Count(n, noun, in));
  }

  public static List<Sayable> ranges(Noun noun) {
    return each(n -> new Sayable.Range(n, n, noun));
  }

  public static List<Sayable> days() {
    return LEAP_YEAR.datesUntil(LEAP_YEAR.plusYears(1)).<Sayable>map(Sayable.Day::new).toList();
  }

  public static List<Sayable> fullDates() {
    return Stream.concat(
            LEAP_YEAR.datesUntil(LEAP_YEAR.plusYears(1)),
            LongStream.rangeClosed(FIRST_YEAR, LAST_YEAR)
                .mapToObj(year -> LEAP_YEAR.withYear((int) year)))
        .<Sayable>map(Sayable.FullDate::new)
        .toList();
  }

  public static List<Sayable> times(Case in) {
    return LongStream.range(0, 24 * 60)
        .<Sayable>mapToObj(
            minute -> new Sayable.TimeOfDay(LocalTime.ofSecondOfDay(60 * minute), in))
        .toList();
  }

  public static List<Sayable> spans(Case in) {
    return Stream.of(
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofHours(1).plusMinutes(1),
            Duration.ofDays(1).plusHours(1))
        .flatMap(unit -> each(n -> new Sayable.Span(unit.multipliedBy(n), in)).stream())
        .toList();
  }

  public static List<Sayable> sums(Case in) {
    return each(n -> new Sayable.Money(100 * n + n % 100, in));
  }

  private static List<Sayable> each(LongFunction<Sayable> form) {
    return Arrays.stream(numbersThatNeedAll()).mapToObj(form).toList();
  }

  /** A test holds them against all numbers to 9,999. */
  private static long[] numbersThatNeedAll() {
    return LongStream.concat(
            LongStream.rangeClosed(0, 130),
            LongStream.concat(
                LongStream.rangeClosed(1, 9).map(n -> 100 * n),
                LongStream.rangeClosed(1, 9).flatMap(n -> LongStream.of(1_000 * n, 1_000 * n + n))))
        .toArray();
  }
}
