package org.liniya.speak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.liniya.call.Language;

/** What is said of numbers in Russian and English, against tables that were read by eye. */
class FormsTest {

  private static final Grammar RU = Grammar.of(Language.RU);
  private static final Grammar EN = Grammar.of(Language.EN);

  @Test
  void theTableDecides() throws IOException {
    List<String> rows = table();
    assertThat(rows).hasSizeGreaterThan(200);
    for (String row : rows) {
      String[] cells = row.split(" \\| ", -1);
      assertThat(words(cells[0], Integer.parseInt(cells[1]), grammatical(cells[2])))
          .as(row)
          .isEqualTo(cells[3]);
    }
  }

  private static String words(String what, int number, Case in) {
    Optional<Noun> noun = Noun.of(what);
    if (noun.isPresent()) {
      return text(RU, new Sayable.Count(number, noun.get(), in));
    }
    String gender = what.replace("ordinal-", "").toUpperCase(Locale.ROOT);
    return Fragment.text(
        what.startsWith("ordinal-")
            ? RussianOrdinals.say(number, Gender.valueOf(gender), in)
            : RussianCardinals.say(number, Gender.valueOf(gender), in));
  }

  @Test
  void ranges() {
    assertThat(text(RU, new Sayable.Range(2, 4, Noun.MINUTES)))
        .isEqualTo("от двух до четырёх минут");
    assertThat(text(RU, new Sayable.Range(1, 2, Noun.MINUTES))).isEqualTo("от одной до двух минут");
    assertThat(text(RU, new Sayable.Range(10, 21, Noun.MINUTES)))
        .isEqualTo("от десяти до двадцати одной минуты");
    assertThat(text(EN, new Sayable.Range(2, 4, Noun.MINUTES)))
        .isEqualTo("between two and four minutes");
  }

  @Test
  void datesWithAYear() {
    assertThat(text(RU, new Sayable.FullDate(LocalDate.of(2026, 11, 23))))
        .isEqualTo("двадцать третьего ноября две тысячи двадцать шестого года");
    assertThat(text(RU, new Sayable.FullDate(LocalDate.of(1980, 3, 1))))
        .isEqualTo("первого марта тысяча девятьсот восьмидесятого года");
    assertThat(text(RU, new Sayable.FullDate(LocalDate.of(2000, 2, 29))))
        .isEqualTo("двадцать девятого февраля двухтысячного года");
    assertThat(text(EN, new Sayable.FullDate(LocalDate.of(2026, 11, 23))))
        .isEqualTo("the twenty-third of November twenty twenty six");
    assertThat(text(EN, new Sayable.FullDate(LocalDate.of(2005, 1, 2))))
        .isEqualTo("the second of January two thousand and five");
    assertThat(text(EN, new Sayable.FullDate(LocalDate.of(1905, 1, 2))))
        .isEqualTo("the second of January nineteen zero five");
  }

  @Test
  void timesOfDay() {
    assertThat(time(RU, "18:00", Case.NOMINATIVE)).isEqualTo("восемнадцать часов");
    assertThat(time(RU, "18:00", Case.GENITIVE)).isEqualTo("восемнадцати часов");
    assertThat(time(RU, "21:01", Case.NOMINATIVE)).isEqualTo("двадцать один час одна минута");
    assertThat(time(RU, "00:30", Case.GENITIVE)).isEqualTo("ноля часов тридцати минут");
    assertThat(time(EN, "18:30", Case.GENITIVE)).isEqualTo("six thirty p.m.");
    assertThat(time(EN, "09:05", Case.NOMINATIVE)).isEqualTo("nine zero five a.m.");
    assertThat(time(EN, "00:00", Case.NOMINATIVE)).isEqualTo("midnight");
    assertThat(time(EN, "12:00", Case.NOMINATIVE)).isEqualTo("noon");
    assertThat(time(EN, "12:10", Case.NOMINATIVE)).isEqualTo("twelve ten p.m.");
    assertThat(time(EN, "00:10", Case.NOMINATIVE)).isEqualTo("twelve ten a.m.");
  }

  @Test
  void lengthsOfTime() {
    assertThat(span(RU, Duration.ofSeconds(41))).isEqualTo("сорок одна секунда");
    assertThat(span(RU, Duration.ofSeconds(125))).isEqualTo("две минуты");
    assertThat(span(RU, Duration.ofMinutes(125))).isEqualTo("два часа пять минут");
    assertThat(span(RU, Duration.ofHours(49))).isEqualTo("два дня один час");
    assertThat(span(RU, Duration.ofDays(3))).isEqualTo("три дня");
    assertThat(span(EN, Duration.ofMinutes(61))).isEqualTo("one hour one minute");
    assertThat(span(EN, Duration.ZERO)).isEqualTo("zero seconds");
  }

  @Test
  void money() {
    assertThat(text(RU, new Sayable.Money(250_050, Case.NOMINATIVE)))
        .isEqualTo("две тысячи пятьсот рублей пятьдесят копеек");
    assertThat(text(RU, new Sayable.Money(102, Case.ACCUSATIVE)))
        .isEqualTo("один рубль две копейки");
    assertThat(text(RU, new Sayable.Money(200, Case.NOMINATIVE))).isEqualTo("два рубля");
    assertThat(text(RU, new Sayable.Money(2, Case.NOMINATIVE))).isEqualTo("две копейки");
    assertThat(text(RU, new Sayable.Money(0, Case.NOMINATIVE))).isEqualTo("ноль рублей");
    assertThat(text(RU, new Sayable.Money(500_000, Case.GENITIVE))).isEqualTo("пяти тысяч рублей");
    assertThat(text(EN, new Sayable.Money(101, Case.GENITIVE))).isEqualTo("one rouble one kopeck");
  }

  @Test
  void digitsAreReadInGroups() {
    assertThat(text(RU, new Sayable.Digits("1204"))).isEqualTo("один два, ноль четыре");
  }

  @Test
  void beyondAllWordsDigitByDigit() {
    assertThat(text(RU, new Sayable.Count(1_000_000, Noun.ROUBLES, Case.NOMINATIVE)))
        .isEqualTo("один ноль ноль ноль ноль ноль ноль рублей");
  }

  @Test
  void aFragmentHasOneTextAndATextOneFragment() {
    List<Fragment> all =
        Stream.of(
                RussianCardinals.fragments(), RussianNouns.fragments(), RussianOrdinals.fragments())
            .flatMap(each -> each)
            .distinct()
            .toList();
    Set<String> names = new HashSet<>();
    all.forEach(each -> assertThat(names.add(each.name())).as(each.toString()).isTrue());
  }

  private static String time(Grammar grammar, String time, Case in) {
    return text(grammar, new Sayable.TimeOfDay(LocalTime.parse(time), in));
  }

  private static String span(Grammar grammar, Duration length) {
    return text(grammar, new Sayable.Span(length, Case.NOMINATIVE));
  }

  private static String text(Grammar grammar, Sayable what) {
    return grammar.text(grammar.say(what).orElseThrow());
  }

  private static Case grammatical(String start) {
    return Stream.of(Case.values())
        .filter(each -> each.word().startsWith(start))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> table() throws IOException {
    try (InputStream in = FormsTest.class.getResourceAsStream("forms.txt")) {
      byte[] bytes = Objects.requireNonNull(in, "forms.txt").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }
}
