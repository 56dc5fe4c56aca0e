package org.liniya.speak;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.liniya.call.Language;

/**
 * Russian: masculine digits and numbers, counted things in six cases, dates in the genitive, of
 * whose ordinals only the last word is declined. Immutable, for any thread.
 */
final class RussianGrammar implements Grammar {

  private static final List<Fragment> DIGITS =
      IntStream.rangeClosed(0, 9)
          .mapToObj(
              i -> {
                List<Fragment> word = RussianCardinals.say(i, Gender.MASCULINE, Case.NOMINATIVE);
                return new Fragment("digit-" + i, word.getFirst().text());
              })
          .toList();

  private static final List<Fragment> MONTHS =
      numbered(
          "month-",
          "января февраля марта апреля мая июня июля августа сентября октября ноября декабря");
  private static final Fragment YEAR = new Fragment("year", "года");
  private static final Fragment FROM = new Fragment("from", "от");
  private static final Fragment UP_TO = new Fragment("up-to", "до");
  private static final Map<String, String> TEXTS = buildTexts();
  private static final Set<String> FRAGMENTS = Coverage.basic(new RussianGrammar());

  @Override
  public Language language() {
    return Language.RU;
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
    return say(what).orElseThrow(() -> new IllegalStateException("Russian says everything"));
  }

  @Override
  public Optional<List<Clip>> say(Sayable what) {
    if (what instanceof Sayable.Digits(String digits)) {
      return Optional.of(digits(digits));
    }
    if (what instanceof Sayable.Plain(long value) && value > MAX_CARDINAL) {
      return Optional.of(digits(Long.toString(value)));
    }
    return Optional.of(Fragment.clips(Language.RU, words(what)));
  }

  private static List<Fragment> words(Sayable what) {
    return switch (what) {
      case Sayable.Digits _ -> throw new IllegalStateException("digits have pauses");
      case Sayable.Plain(long value) ->
          RussianCardinals.say(value, Gender.MASCULINE, Case.NOMINATIVE);
      case Sayable.Count(long value, Noun noun, Case in) -> count(value, noun, in);
      case Sayable.Range(long from, long to, Noun noun) -> range(from, to, noun);
      case Sayable.Day(LocalDate date) -> day(date);
      case Sayable.FullDate(LocalDate date) -> fullDate(date);
      case Sayable.TimeOfDay(var time, Case in) ->
          parts(
              Part.both(
                  new Part(time.getHour(), Noun.HOURS), new Part(time.getMinute(), Noun.MINUTES)),
              in);
      case Sayable.Span(var length, Case in) -> parts(Part.of(length), in);
      case Sayable.Money(long kopecks, Case in) -> parts(Part.money(kopecks), in);
    };
  }

  private static List<Fragment> count(long value, Noun noun, Case in) {
    RussianNouns.Countable countable = RussianNouns.of(noun);
    List<Fragment> said = new ArrayList<>(number(value, countable.gender(), in));
    said.add(countable.counted(value, in));
    return said;
  }

  /** What is greater than there are words for is said one by one, as a number is. */
  private static List<Fragment> number(long value, Gender gender, Case in) {
    if (value <= MAX_CARDINAL) {
      return RussianCardinals.say(value, gender, in);
    }
    return Long.toString(value).chars().mapToObj(digit -> DIGITS.get(digit - '0')).toList();
  }

  /** «от двух до четырёх минут»: the noun is that of the upper limit. */
  private static List<Fragment> range(long from, long to, Noun noun) {
    List<Fragment> said = new ArrayList<>(List.of(FROM));
    said.addAll(number(from, RussianNouns.of(noun).gender(), Case.GENITIVE));
    said.add(UP_TO);
    said.addAll(count(to, noun, Case.GENITIVE));
    return said;
  }

  private static List<Fragment> day(LocalDate date) {
    List<Fragment> said =
        new ArrayList<>(RussianOrdinals.say(date.getDayOfMonth(), Gender.MASCULINE, Case.GENITIVE));
    said.add(MONTHS.get(date.getMonthValue() - 1));
    return said;
  }

  private static List<Fragment> fullDate(LocalDate date) {
    List<Fragment> said = new ArrayList<>(day(date));
    int year = Math.clamp(date.getYear(), 0, 9_999);
    said.addAll(RussianOrdinals.say(year, Gender.MASCULINE, Case.GENITIVE));
    said.add(YEAR);
    return said;
  }

  private static List<Fragment> parts(List<Part> parts, Case in) {
    return parts.stream().flatMap(part -> count(part.value(), part.noun(), in).stream()).toList();
  }

  @Override
  public Map<String, String> texts() {
    return TEXTS;
  }

  @Override
  public Set<String> fragments() {
    return FRAGMENTS;
  }

  private static List<Fragment> numbered(String prefix, String words) {
    List<String> texts = List.of(words.split(" "));
    return IntStream.range(0, texts.size())
        .mapToObj(i -> new Fragment(prefix + (1 + i), texts.get(i)))
        .toList();
  }

  private static Map<String, String> buildTexts() {
    Map<String, String> texts = new LinkedHashMap<>();
    Stream.of(
            DIGITS.stream(),
            RussianCardinals.fragments(),
            RussianNouns.fragments(),
            RussianOrdinals.fragments(),
            MONTHS.stream(),
            Stream.of(YEAR, FROM, UP_TO))
        .flatMap(each -> each)
        .forEach(fragment -> texts.put(fragment.name(), fragment.text()));
    return Collections.unmodifiableMap(texts);
  }
}
