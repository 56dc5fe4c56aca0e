package org.liniya.speak;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liniya.call.Language;

/**
 * Russian: masculine digits and numbers, «тысяча» feminine and agreeing with what counts it; dates
 * in the genitive, of whose ordinals only the last word is declined. Immutable, for any thread.
 */
final class RussianGrammar implements Grammar {

  private static final List<String> TO_TWENTY =
      List.of(
          "ноль",
          "один",
          "два",
          "три",
          "четыре",
          "пять",
          "шесть",
          "семь",
          "восемь",
          "девять",
          "десять",
          "одиннадцать",
          "двенадцать",
          "тринадцать",
          "четырнадцать",
          "пятнадцать",
          "шестнадцать",
          "семнадцать",
          "восемнадцать",
          "девятнадцать",
          "двадцать");
  private static final List<String> TENS_FROM_THIRTY =
      List.of(
          "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто");
  private static final List<String> HUNDREDS =
      List.of(
          "сто",
          "двести",
          "триста",
          "четыреста",
          "пятьсот",
          "шестьсот",
          "семьсот",
          "восемьсот",
          "девятьсот");
  private static final List<String> ORDINALS_TO_TWENTY =
      List.of(
          "первого",
          "второго",
          "третьего",
          "четвёртого",
          "пятого",
          "шестого",
          "седьмого",
          "восьмого",
          "девятого",
          "десятого",
          "одиннадцатого",
          "двенадцатого",
          "тринадцатого",
          "четырнадцатого",
          "пятнадцатого",
          "шестнадцатого",
          "семнадцатого",
          "восемнадцатого",
          "девятнадцатого",
          "двадцатого");
  private static final List<String> MONTHS =
      List.of(
          "января",
          "февраля",
          "марта",
          "апреля",
          "мая",
          "июня",
          "июля",
          "августа",
          "сентября",
          "октября",
          "ноября",
          "декабря");
  private static final Map<String, String> TEXTS = buildTexts();

  @Override
  public Language language() {
    return Language.RU;
  }

  @Override
  public List<Clip> cardinal(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("a negative number cannot be said");
    }
    if (number > MAX_CARDINAL) {
      return digits(Long.toString(number));
    }
    List<String> names = new ArrayList<>();
    int thousands = (int) (number / 1_000);
    if (thousands > 0) {
      names.add(feminine(thousands));
      names.add(thousand(thousands));
    }
    addBelowThousand(names, (int) (number % 1_000));
    return names.stream().<Clip>map(name -> new Clip.Prompt(Language.RU, name)).toList();
  }

  @Override
  public List<Clip> date(LocalDate date) {
    List<String> names = new ArrayList<>();
    int day = date.getDayOfMonth();
    if (day > 20 && day % 10 > 0) {
      names.add("number-" + day / 10 * 10);
      day %= 10;
    }
    names.add("day-" + day);
    names.add("month-" + date.getMonthValue());
    return names.stream().<Clip>map(name -> new Clip.Prompt(Language.RU, name)).toList();
  }

  @Override
  public Map<String, String> texts() {
    return TEXTS;
  }

  /** «одна», «две», and from three on no gender. */
  private static String feminine(int thousands) {
    return thousands <= 2 ? "number-" + thousands + "-f" : "number-" + thousands;
  }

  /** 1 тысяча, 2–4 тысячи, 5–9 тысяч: the fragment is named by the first number of its kind. */
  private static String thousand(int thousands) {
    if (thousands == 1) {
      return "thousand-1";
    }
    return thousands <= 4 ? "thousand-2" : "thousand-5";
  }

  /** Zero is said only when it is all there is. */
  private static void addBelowThousand(List<String> names, int number) {
    if (number >= 100) {
      names.add("number-" + number / 100 * 100);
    }
    int rest = number % 100;
    if (rest > 20) {
      names.add("number-" + rest / 10 * 10);
      rest %= 10;
    }
    if (rest > 0 || names.isEmpty()) {
      names.add("number-" + rest);
    }
  }

  private static Map<String, String> buildTexts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i <= 9; i++) {
      texts.put("digit-" + i, TO_TWENTY.get(i));
    }
    for (int i = 0; i <= 20; i++) {
      texts.put("number-" + i, TO_TWENTY.get(i));
    }
    for (int i = 0; i < TENS_FROM_THIRTY.size(); i++) {
      texts.put("number-" + (30 + 10 * i), TENS_FROM_THIRTY.get(i));
    }
    for (int i = 0; i < HUNDREDS.size(); i++) {
      texts.put("number-" + (100 + 100 * i), HUNDREDS.get(i));
    }
    texts.put("number-1-f", "одна");
    texts.put("number-2-f", "две");
    texts.put("thousand-1", "тысяча");
    texts.put("thousand-2", "тысячи");
    texts.put("thousand-5", "тысяч");
    for (int i = 0; i < ORDINALS_TO_TWENTY.size(); i++) {
      texts.put("day-" + (1 + i), ORDINALS_TO_TWENTY.get(i));
    }
    texts.put("day-30", "тридцатого");
    for (int i = 0; i < MONTHS.size(); i++) {
      texts.put("month-" + (1 + i), MONTHS.get(i));
    }
    return Collections.unmodifiableMap(texts);
  }
}
