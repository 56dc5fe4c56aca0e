package org.liniya.speak;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Which fragments a language needs, and which of them are missing. Pure functions, for any thread.
 */
public final class Coverage {

  /** Cases that flows use without being asked: the others are for who has recorded them. */
  private static final List<Case> USUAL = List.of(Case.NOMINATIVE, Case.GENITIVE, Case.ACCUSATIVE);

  private static final LocalDate LEAP_YEAR = LocalDate.of(2028, 1, 1);
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2099;

  private Coverage() {}

  /** A form of speech, and what it lacks. */
  public record Gap(String form, Set<String> missing) {
    public Gap {
      missing = new TreeSet<>(missing);
    }
  }

  /**
   * What a language could not say with the fragments that there are: numbers from 0 to 9,999 alone
   * and with every noun, digits, dates, times, lengths of time and sums. Empty when all is there.
   *
   * @param there the names of the prompts that have a sound
   */
  public static List<Gap> gaps(Grammar grammar, Set<String> there) {
    return forms()
        .map(form -> new Gap(form.name, without(there, needed(grammar, form))))
        .filter(gap -> !gap.missing.isEmpty())
        .toList();
  }

  /**
   * The fragments for a number of something, whatever the number.
   *
   * @return empty when the language does not say such a thing
   */
  public static Optional<Set<String>> of(Grammar grammar, LongFunction<Sayable> form) {
    Set<String> names = new LinkedHashSet<>();
    for (long number : representatives()) {
      Optional<List<Clip>> clips = grammar.say(form.apply(number));
      if (clips.isEmpty()) {
        return Optional.empty();
      }
      names.addAll(new Utterance(clips.get()).promptNames());
    }
    return Optional.of(names);
  }

  /** All fragments of the usual forms. */
  static Set<String> basic(Grammar grammar) {
    Set<String> names = new LinkedHashSet<>();
    forms().forEach(form -> names.addAll(needed(grammar, form)));
    return Set.copyOf(names);
  }

  /** What a language says in a form that it has. */
  private static Set<String> needed(Grammar grammar, Form form) {
    Set<String> names = new LinkedHashSet<>();
    form.said
        .map(grammar::say)
        .flatMap(Optional::stream)
        .forEach(clips -> names.addAll(new Utterance(clips).promptNames()));
    return names;
  }

  private static Set<String> without(Set<String> there, Set<String> needed) {
    Set<String> missing = new TreeSet<>(needed);
    missing.removeAll(there);
    return missing;
  }

  private record Form(String name, Stream<Sayable> said) {}

  private static Stream<Form> forms() {
    Stream<Form> plain =
        Stream.of(
            new Form("digits", Stream.of(new Sayable.Digits("0123456789"))),
            new Form("numbers", numbers(Sayable.Number::new)),
            new Form("dates", LEAP_YEAR.datesUntil(LEAP_YEAR.plusYears(1)).map(Sayable.Day::new)),
            new Form(
                "dates with a year",
                LongStream.rangeClosed(FIRST_YEAR, LAST_YEAR)
                    .mapToObj(y -> new Sayable.FullDate(LEAP_YEAR.withYear((int) y)))),
            new Form("times of day", USUAL.stream().flatMap(Coverage::times)),
            new Form("lengths of time", USUAL.stream().flatMap(Coverage::spans)),
            new Form(
                "sums of money",
                USUAL.stream()
                    .flatMap(in -> numbers(n -> new Sayable.Money(100 * n + n % 100, in)))));
    return Stream.concat(plain, Arrays.stream(Noun.values()).flatMap(Coverage::counted));
  }

  private static Stream<Form> counted(Noun noun) {
    return Stream.concat(
        USUAL.stream()
            .filter(noun::has)
            .map(
                in ->
                    new Form(
                        noun.word() + ", " + in.word(),
                        numbers(n -> new Sayable.Count(n, noun, in)))),
        Stream.of(
            new Form(noun.word() + ", from … to", numbers(n -> new Sayable.Range(n, n, noun)))));
  }

  private static Stream<Sayable> times(Case in) {
    return LongStream.range(0, 24 * 60)
        .mapToObj(minute -> new Sayable.TimeOfDay(LocalTime.ofSecondOfDay(60 * minute), in));
  }

  private static Stream<Sayable> spans(Case in) {
    return Stream.of(
            Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1).plusMinutes(1))
        .flatMap(unit -> numbers(n -> new Sayable.Span(unit.multipliedBy(n), in)));
  }

  private static Stream<Sayable> numbers(LongFunction<Sayable> form) {
    return Arrays.stream(representatives()).mapToObj(form);
  }

  /**
   * Numbers that need every fragment and every form behind it that the numbers to 9,999 need: a
   * test holds them against all of those.
   */
  static long[] representatives() {
    return LongStream.concat(
            LongStream.rangeClosed(0, 130),
            LongStream.concat(
                LongStream.rangeClosed(1, 9).map(n -> 100 * n),
                LongStream.rangeClosed(1, 9).flatMap(n -> LongStream.of(1_000 * n, 1_000 * n + n))))
        .toArray();
  }
}
