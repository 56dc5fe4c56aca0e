package org.liniya.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.Language;
import org.liniya.listen.SpeechNews.NotUnderstood;
import org.liniya.listen.SpeechNews.Understood;
import org.liniya.listen.SpeechNews.Why;

class AcceptanceRuleTest {

  private static final Expected MENU =
      new Expected.Phrases(
          Language.RU, Set.of("оператор", "статус заявки", "запись на приём", "да"));
  private static final Expected DIGITS = new Expected.Digits(Language.RU, 2, 4);
  private static final Expected ENGLISH_DIGITS = new Expected.Digits(Language.EN, 1, 11);
  private static final Expected ANYTHING = new Expected.Anything(Language.RU);

  @ParameterizedTest
  @CsvSource({
    "оператор:1.0,                     оператор",
    "оператор:0.8,                     оператор",
    "оператор:0.79,                    UNCERTAIN",
    "статус:1.0 заявки:0.9,            статус заявки",
    "статус:1.0 заявки:0.5,            UNCERTAIN",
    "статус:0.5 заявки:1.0,            UNCERTAIN",
    "статус:1.0,                       OTHER_WORDS",
    "да:1.0 оператор:1.0,              OTHER_WORDS",
    "заявки:1.0 статус:1.0,            OTHER_WORDS",
    "оператор:1.0 [unk]:1.0,           OTHER_WORDS",
    "[unk]:1.0 оператор:1.0,           OTHER_WORDS",
    "[unk]:1.0,                        OTHER_WORDS",
    "запись:1.0 на:1.0 прием:1.0,      запись на приём",
    "'',                               NO_WORDS",
  })
  void ofAMenuOneWholePhraseCounts(String heard, String outcome) {
    assertThat(outcome(MENU, heard)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "пять:1.0 ноль:1.0,                          50",
    "две:1.0 нуль:0.9 один:0.8,                  201",
    "раз:1.0 два:1.0 три:1.0 четыре:1.0,         1234",
    "пять:1.0,                                   OTHER_WORDS",
    "раз:1.0 два:1.0 три:1.0 два:1.0 раз:1.0,    OTHER_WORDS",
    "пять:1.0 двадцать:1.0,                      OTHER_WORDS",
    "пять:1.0 [unk]:1.0,                         OTHER_WORDS",
    "пять:1.0 ноль:0.7,                          UNCERTAIN",
    "'',                                         NO_WORDS",
  })
  void digitsAreFigures(String heard, String outcome) {
    assertThat(outcome(DIGITS, heard)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "оператор:0.8,                               оператор",
    "оператор:0.7,                               UNCERTAIN",
    "пять:1.0 ноль:1.0,                          50",
    "пять:1.0 оператор:1.0,                      OTHER_WORDS",
    "соедините:1.0 с:1.0 оператором:1.0,         соедините с оператором",
    "соедините:1.0,                              OTHER_WORDS",
  })
  void insteadOfDigitsAWholePhraseMayBeSaid(String heard, String outcome) {
    Expected expected =
        new Expected.Digits(Language.RU, 2, 4, Set.of("оператор", "соедините с оператором"));

    assertThat(outcome(expected, heard)).isEqualTo(outcome);
  }

  @Test
  void ofDigitsOnlyDigitsCount() {
    assertThat(AcceptanceRule.counts(DIGITS, "пять")).isTrue();
    assertThat(AcceptanceRule.counts(DIGITS, "оператор")).isFalse();
    assertThat(AcceptanceRule.counts(MENU, "оператор")).isTrue();
    assertThat(AcceptanceRule.counts(MENU, "[unk]")).isFalse();
  }

  @Test
  void whatIsUnknownIsNoPhraseWhateverAMenuSays() {
    Expected menu = new Expected.Phrases(Language.RU, Set.of("[unk]"));

    assertThat(outcome(menu, "[unk]:1.0")).isEqualTo("OTHER_WORDS");
  }

  @Test
  void englishDigits() {
    assertThat(outcome(ENGLISH_DIGITS, "one:1 two:1 three:1 four:1 five:1 six:1 seven:1 eight:1"))
        .isEqualTo("12345678");
    assertThat(outcome(ENGLISH_DIGITS, "oh:1 zero:1 nine:1")).isEqualTo("009");
    assertThat(outcome(ENGLISH_DIGITS, "пять:1")).isEqualTo("OTHER_WORDS");
  }

  @ParameterizedTest
  @CsvSource({
    "не:1.0 работает:0.5 вход:0.9,     не работает вход",
    "[unk]:1.0 работает:0.1,           … работает",
    "[unk]:1.0,                        OTHER_WORDS",
    "'',                               NO_WORDS",
  })
  void whatWasDictatedIsWrittenDown(String heard, String outcome) {
    assertThat(outcome(ANYTHING, heard)).isEqualTo(outcome);
  }

  @Test
  void ofAPhraseTheLeastCertainWordCountsOfDictationTheMean() {
    List<HeardWord> words = words("статус:0.9 заявки:0.8");

    assertThat(AcceptanceRule.judge(MENU, words)).isEqualTo(new Understood("статус заявки", 0.8));
    assertThat(((Understood) AcceptanceRule.judge(ANYTHING, words)).confidence())
        .isCloseTo(0.85, within(1e-9));
  }

  @Test
  void aLanguageWithoutDigitWordsUnderstandsNone() {
    assertThat(DigitWords.of(new Language("fr"))).isEmpty();
    assertThat(
            AcceptanceRule.judge(
                new Expected.Digits(new Language("fr"), 1, 2), words("пять:1.0 пять:1.0")))
        .isEqualTo(new NotUnderstood(Why.OTHER_WORDS));
  }

  @Test
  void whatWasSaidIsNotShown() {
    assertThat(new HeardWord("иванов", 1)).hasToString("a word (1.0)");
  }

  private static String outcome(Expected expected, String heard) {
    return switch (AcceptanceRule.judge(expected, words(heard))) {
      case Understood(String text, double _) -> text;
      case NotUnderstood(Why why) -> why.name();
      case SpeechNews.Began _ -> "began";
    };
  }

  private static List<HeardWord> words(String heard) {
    return heard.isEmpty()
        ? List.of()
        : Arrays.stream(heard.split(" ", -1))
            .map(word -> word.split(":", -1))
            .map(parts -> new HeardWord(parts[0], Double.parseDouble(parts[1])))
            .toList();
  }
}
