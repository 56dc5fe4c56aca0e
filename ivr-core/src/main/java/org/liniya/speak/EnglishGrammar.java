package org.liniya.speak;

import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.liniya.call.Language;

/**
 * English: "zero", never "oh"; "and" before what follows the hundreds, as in "one hundred and
 * five"; a date is two fragments, "the twenty-third" and "of November", for "the" and "of" alone
 * are too short to be made out. Immutable, for any thread.
 */
final class EnglishGrammar implements Grammar {

  private static final List<String> TO_TWENTY =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen",
          "twenty");
  private static final List<String> TENS_FROM_THIRTY =
      List.of("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
  private static final List<String> ORDINALS_TO_TWENTY =
      List.of(
          "first",
          "second",
          "third",
          "fourth",
          "fifth",
          "sixth",
          "seventh",
          "eighth",
          "ninth",
          "tenth",
          "eleventh",
          "twelfth",
          "thirteenth",
          "fourteenth",
          "fifteenth",
          "sixteenth",
          "seventeenth",
          "eighteenth",
          "nineteenth",
          "twentieth");
  private static final Map<String, String> TEXTS = buildTexts();

  @Override
  public Language language() {
    return Language.EN;
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
    addMultiple(names, (int) (number / 1_000), "thousand");
    addMultiple(names, (int) (number % 1_000 / 100), "hundred");
    addBelowHundred(names, (int) (number % 100));
    return names.stream().<Clip>map(name -> new Clip.Prompt(Language.EN, name)).toList();
  }

  @Override
  public List<Clip> date(LocalDate date) {
    return List.of(
        new Clip.Prompt(Language.EN, "day-" + date.getDayOfMonth()),
        new Clip.Prompt(Language.EN, "month-" + date.getMonthValue()));
  }

  @Override
  public Map<String, String> texts() {
    return TEXTS;
  }

  private static void addMultiple(List<String> names, int count, String unit) {
    if (count > 0) {
      names.add("number-" + count);
      names.add(unit);
    }
  }

  /** Zero is said only when it is all there is. */
  private static void addBelowHundred(List<String> names, int number) {
    if (number == 0 && !names.isEmpty()) {
      return;
    }
    if (!names.isEmpty()) {
      names.add("and");
    }
    int rest = number;
    if (rest > 20) {
      names.add("number-" + rest / 10 * 10);
      rest %= 10;
    }
    if (rest > 0 || number == 0) {
      names.add("number-" + rest);
    }
  }

  private static String ordinal(int day) {
    if (day <= 20) {
      return ORDINALS_TO_TWENTY.get(day - 1);
    }
    if (day == 30) {
      return "thirtieth";
    }
    return (day < 30 ? "twenty-" : "thirty-") + ORDINALS_TO_TWENTY.get(day % 10 - 1);
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
    texts.put("hundred", "hundred");
    texts.put("thousand", "thousand");
    texts.put("and", "and");
    for (int day = 1; day <= 31; day++) {
      texts.put("day-" + day, "the " + ordinal(day));
    }
    for (Month month : Month.values()) {
      texts.put(
          "month-" + month.getValue(),
          "of " + month.getDisplayName(TextStyle.FULL, Locale.ENGLISH));
    }
    return Collections.unmodifiableMap(texts);
  }
}
