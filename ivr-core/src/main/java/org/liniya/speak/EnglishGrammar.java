package org.liniya.speak;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.liniya.call.Language;

/**
 * English, in which a case changes nothing. A date is two fragments, "the twenty-third" and "of
 * November", for "the" and "of" alone are too short to be made out; a time has twelve hours.
 * Immutable, for any thread.
 */
final class EnglishGrammar implements Grammar {

  private static final List<Fragment> DIGITS =
      IntStream.rangeClosed(0, 9)
          .mapToObj(i -> new Fragment("digit-" + i, Fragment.text(EnglishNumbers.cardinal(i))))
          .toList();
  private static final List<Fragment> DAYS =
      IntStream.rangeClosed(1, 31)
          .mapToObj(i -> new Fragment("day-" + i, "the " + EnglishNumbers.day(i)))
          .toList();
  private static final List<Fragment> MONTHS =
      Stream.of(Month.values())
          .map(
              month ->
                  new Fragment(
                      "month-" + month.getValue(),
                      "of " + month.getDisplayName(TextStyle.FULL, Locale.ENGLISH)))
          .toList();
  private static final Fragment BETWEEN = new Fragment("between", "between");
  private static final Fragment MORNING = new Fragment("a-m", "a.m.");
  private static final Fragment AFTERNOON = new Fragment("p-m", "p.m.");
  private static final Fragment NOON = new Fragment("noon", "noon");
  private static final Fragment MIDNIGHT = new Fragment("midnight", "midnight");
  private static final Map<Noun, Countable> NOUNS = new EnumMap<>(Noun.class);

  /** One of something, and several. */
  private record Countable(Fragment one, Fragment several) {
    Fragment counted(long number) {
      return number == 1 ? one : several;
    }
  }

  static {
    put(Noun.PEOPLE, "person", "people");
    put(Noun.SECONDS, "second", "seconds");
    put(Noun.MINUTES, "minute", "minutes");
    put(Noun.HOURS, "hour", "hours");
    put(Noun.DAYS, "day", "days");
    put(Noun.WORKING_DAYS, "working day", "working days");
    put(Noun.ROUBLES, "rouble", "roubles");
    put(Noun.KOPECKS, "kopeck", "kopecks");
    put(Noun.REQUESTS, "request", "requests");
  }

  private static final Map<String, String> TEXTS = buildTexts();

  private static void put(Noun noun, String one, String several) {
    NOUNS.put(
        noun,
        new Countable(
            new Fragment(noun.fragment() + "-1", one),
            new Fragment(noun.fragment() + "-2", several)));
  }

  @Override
  public Language language() {
    return Language.EN;
  }

  @Override
  public List<Clip> cardinal(long number) {
    return said(new Sayable.Plain(number));
  }

  @Override
  public List<Clip> date(LocalDate date) {
    return said(new Sayable.Day(date));
  }

  private List<Clip> said(Sayable what) {
    return say(what).orElseThrow(() -> new IllegalStateException("English says everything"));
  }

  @Override
  public Optional<List<Clip>> say(Sayable what) {
    if (what instanceof Sayable.Digits(String digits)) {
      return Optional.of(digits(digits));
    }
    if (what instanceof Sayable.Plain(long value) && value > MAX_CARDINAL) {
      return Optional.of(digits(Long.toString(value)));
    }
    return Optional.of(Fragment.clips(Language.EN, words(what)));
  }

  private static List<Fragment> words(Sayable what) {
    return switch (what) {
      case Sayable.Digits _ -> throw new IllegalStateException("digits have pauses");
      case Sayable.Plain(long value) -> EnglishNumbers.cardinal(value);
      case Sayable.Count(long value, Noun noun, _) -> count(value, noun);
      case Sayable.Range(long from, long to, Noun noun) ->
          joined(List.of(BETWEEN), number(from), List.of(EnglishNumbers.AND), count(to, noun));
      case Sayable.Day(LocalDate date) -> day(date);
      case Sayable.FullDate(LocalDate date) ->
          joined(day(date), EnglishNumbers.year(Math.clamp(date.getYear(), 0, 9_999)));
      case Sayable.TimeOfDay(LocalTime time, _) -> time(time);
      case Sayable.Span(var length, _) -> parts(Part.of(length));
      case Sayable.Money(long kopecks, _) -> parts(Part.money(kopecks));
    };
  }

  private static List<Fragment> count(long value, Noun noun) {
    Countable countable = NOUNS.get(noun);
    if (countable == null) {
      throw new IllegalStateException("no English forms of " + noun.word());
    }
    return joined(number(value), List.of(countable.counted(value)));
  }

  /** What is greater than there are words for is said one by one, as a number is. */
  private static List<Fragment> number(long value) {
    if (value <= MAX_CARDINAL) {
      return EnglishNumbers.cardinal(value);
    }
    return Long.toString(value).chars().mapToObj(digit -> DIGITS.get(digit - '0')).toList();
  }

  private static List<Fragment> day(LocalDate date) {
    return List.of(DAYS.get(date.getDayOfMonth() - 1), MONTHS.get(date.getMonthValue() - 1));
  }

  /** "noon", "six p.m.", "six zero five p.m.". */
  private static List<Fragment> time(LocalTime time) {
    int hour = time.getHour();
    if (hour % 12 == 0 && time.getMinute() == 0) {
      return List.of(hour == 0 ? MIDNIGHT : NOON);
    }
    return joined(
        EnglishNumbers.cardinal(hour % 12 == 0 ? 12 : hour % 12),
        time.getMinute() == 0 ? List.of() : EnglishNumbers.minutes(time.getMinute()),
        List.of(hour < 12 ? MORNING : AFTERNOON));
  }

  private static List<Fragment> parts(List<Part> parts) {
    return parts.stream().flatMap(part -> count(part.value(), part.noun()).stream()).toList();
  }

  @SafeVarargs
  private static List<Fragment> joined(List<Fragment>... parts) {
    List<Fragment> all = new ArrayList<>();
    for (List<Fragment> part : parts) {
      all.addAll(part);
    }
    return all;
  }

  @Override
  public Map<String, String> texts() {
    return TEXTS;
  }

  private static Map<String, String> buildTexts() {
    Map<String, String> texts = new LinkedHashMap<>();
    Stream.of(
            DIGITS.stream(),
            EnglishNumbers.fragments(),
            DAYS.stream(),
            MONTHS.stream(),
            NOUNS.values().stream().flatMap(each -> Stream.of(each.one(), each.several())),
            Stream.of(BETWEEN, MORNING, AFTERNOON, NOON, MIDNIGHT))
        .flatMap(each -> each)
        .forEach(fragment -> texts.put(fragment.name(), fragment.text()));
    return Collections.unmodifiableMap(texts);
  }
}
