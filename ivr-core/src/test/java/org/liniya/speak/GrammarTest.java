package org.liniya.speak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.liniya.call.Language;

class GrammarTest {

  private static final Grammar RU = Grammar.of(Language.RU);
  private static final Grammar EN = Grammar.of(Language.EN);
  private static final List<LocalDate> LEAP_YEAR =
      LocalDate.of(2028, 1, 1).datesUntil(LocalDate.of(2029, 1, 1)).toList();

  @Test
  void numbersAsInTheTable() throws IOException {
    List<String> rows = table();
    assertThat(rows).hasSizeGreaterThan(100);
    for (String row : rows) {
      String[] cells = row.split("\\|", 3);
      long number = Long.parseLong(cells[0]);
      assertThat(words(RU, RU.cardinal(number))).as(row).isEqualTo(cells[1]);
      assertThat(words(EN, EN.cardinal(number))).as(row).isEqualTo(cells[2]);
    }
  }

  @Test
  void everyNumberIsSaidInItsOwnWordsOfKnownFragments() {
    for (Grammar grammar : Grammar.all()) {
      Set<String> said = new HashSet<>();
      Set<String> used = new HashSet<>();
      for (long n = 0; n <= 9_999; n++) {
        List<Clip> clips = grammar.cardinal(n);
        used.addAll(new Utterance(clips).promptNames());
        assertThat(said.add(words(grammar, clips))).as("%d said as another number", n).isTrue();
      }
      used.addAll(new Utterance(grammar.digits("0123456789")).promptNames());
      for (LocalDate day : LEAP_YEAR) {
        List<Clip> clips = grammar.date(day);
        used.addAll(new Utterance(clips).promptNames());
        assertThat(said.add(words(grammar, clips))).as("%s said as another", day).isTrue();
      }
      assertThat(grammar.fragments()).containsAll(used);
      assertThat(grammar.texts()).containsKeys(grammar.fragments().toArray(String[]::new));
    }
  }

  @Test
  void dates() {
    assertThat(date(RU, "2026-11-23")).isEqualTo("двадцать третьего ноября");
    assertThat(date(EN, "2026-11-23")).isEqualTo("the twenty-third of November");
    assertThat(date(RU, "2026-01-01")).isEqualTo("первого января");
    assertThat(date(EN, "2026-01-01")).isEqualTo("the first of January");
    assertThat(date(RU, "2028-02-29")).isEqualTo("двадцать девятого февраля");
    assertThat(date(EN, "2028-02-29")).isEqualTo("the twenty-ninth of February");
    assertThat(date(RU, "2026-03-04")).isEqualTo("четвёртого марта");
    assertThat(date(EN, "2026-05-12")).isEqualTo("the twelfth of May");
    assertThat(date(RU, "2026-04-20")).isEqualTo("двадцатого апреля");
    assertThat(date(EN, "2026-04-20")).isEqualTo("the twentieth of April");
    assertThat(date(RU, "2026-06-30")).isEqualTo("тридцатого июня");
    assertThat(date(EN, "2026-06-30")).isEqualTo("the thirtieth of June");
    assertThat(date(RU, "2026-08-31")).isEqualTo("тридцать первого августа");
    assertThat(date(EN, "2026-08-31")).isEqualTo("the thirty-first of August");
  }

  @Test
  void digitsComeInGroupsOfThreeAndALastFourInPairs() {
    assertThat(pattern(RU.digits("12345678"))).isEqualTo("1.2.3 4.5.6 7.8");
    assertThat(pattern(EN.digits("11223344595"))).isEqualTo("1.1.2 2.3.3 4.4.5 9.5");
    assertThat(pattern(RU.digits("4595"))).isEqualTo("4.5 9.5");
    assertThat(pattern(RU.digits("1234567"))).isEqualTo("1.2.3 4.5 6.7");
    assertThat(pattern(RU.digits("7"))).isEqualTo("7");
    assertThat(RU.digits("")).isEmpty();
    assertThat(words(RU, RU.digits("012"))).isEqualTo("ноль один два");
    assertThat(words(EN, EN.digits("012"))).isEqualTo("zero one two");
  }

  @Test
  void beyondTheLargestNumberDigitByDigit() {
    assertThat(RU.cardinal(1_000_000)).isEqualTo(RU.digits("1000000"));
    assertThat(words(RU, RU.cardinal(999_999)))
        .isEqualTo("девятьсот девяносто девять тысяч девятьсот девяносто девять");
    assertThat(words(EN, EN.cardinal(112_005)))
        .isEqualTo("one hundred and twelve thousand and five");
  }

  @Test
  void whatCannotBeSaidIsRefusedWithoutRepeatingIt() {
    assertThatThrownBy(() -> RU.digits("12x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("12x");
    assertThatThrownBy(() -> EN.cardinal(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(Grammar.find(new Language("tt"))).isEmpty();
  }

  private static String date(Grammar grammar, String date) {
    return words(grammar, grammar.date(LocalDate.parse(date)));
  }

  private static String words(Grammar grammar, List<Clip> clips) {
    return new Utterance(clips)
        .promptNames().stream()
            .map(name -> Objects.requireNonNull(grammar.texts().get(name), name))
            .collect(Collectors.joining(" "));
  }

  /** Digits, with a point for the short pause and a space for the long one. */
  private static String pattern(List<Clip> clips) {
    return clips.stream()
        .map(
            clip ->
                switch (clip) {
                  case Clip.Prompt prompt -> prompt.name().replace("digit-", "");
                  case Clip.Silence silence ->
                      switch ((int) silence.length().toMillis()) {
                        case 120 -> ".";
                        case 350 -> " ";
                        default -> "?";
                      };
                  case Clip.Text _, Clip.Music _, Clip.Tone _ -> "!";
                })
        .collect(Collectors.joining());
  }

  private static List<String> table() throws IOException {
    try (InputStream in = GrammarTest.class.getResourceAsStream("numbers.txt")) {
      byte[] bytes = Objects.requireNonNull(in, "numbers.txt").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
  }
}
