package org.liniya.speak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * English numbers: "zero", never "oh"; "and" before what follows the hundreds, as in "one hundred
 * and five". Pure functions, for any thread.
 */
final class EnglishNumbers {

  static final Fragment AND = new Fragment("and", "and");

  private static final Fragment HUNDRED = new Fragment("hundred", "hundred");
  private static final Fragment THOUSAND = new Fragment("thousand", "thousand");
  private static final Map<Integer, Fragment> WORDS = new LinkedHashMap<>();
  private static final Map<Integer, String> ORDINALS = new LinkedHashMap<>();

  static {
    String[] words =
        ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
                + " fifteen sixteen seventeen eighteen nineteen twenty")
            .split(" ");
    for (int i = 0; i < words.length; i++) {
      WORDS.put(i, new Fragment("number-" + i, words[i]));
    }
    String[] tens = "thirty forty fifty sixty seventy eighty ninety".split(" ");
    for (int i = 0; i < tens.length; i++) {
      int ten = 30 + 10 * i;
      WORDS.put(ten, new Fragment("number-" + ten, tens[i]));
    }
    WORDS.forEach((number, word) -> ORDINALS.put(number, regular(word.text())));
    ORDINALS.putAll(
        Map.of(
            1, "first", 2, "second", 3, "third", 5, "fifth", 8, "eighth", 9, "ninth", 12,
            "twelfth"));
  }

  private EnglishNumbers() {}

  /** From 0 to 999,999. */
  static List<Fragment> cardinal(long number) {
    List<Fragment> said = new ArrayList<>();
    int thousands = (int) (number / 1_000);
    if (thousands > 0) {
      belowThousand(said, thousands);
      said.add(THOUSAND);
    }
    int rest = (int) (number % 1_000);
    if (rest > 0 || thousands == 0) {
      belowThousand(said, rest);
    }
    return said;
  }

  /** "and" stands before what is below a hundred when something precedes. */
  private static void belowThousand(List<Fragment> said, int number) {
    if (number >= 100) {
      said.add(word(number / 100));
      said.add(HUNDRED);
    }
    int rest = number % 100;
    if (rest > 0 && !said.isEmpty()) {
      said.add(AND);
    }
    if (rest > 0 || number == 0) {
      belowHundred(said, rest);
    }
  }

  private static void belowHundred(List<Fragment> said, int number) {
    int rest = number;
    if (rest > 20) {
      said.add(word(rest / 10 * 10));
      rest %= 10;
    }
    if (rest > 0 || number == 0) {
      said.add(word(rest));
    }
  }

  /** "nineteen eighty-four", "twenty twenty-six", but "two thousand and five". */
  static List<Fragment> year(int year) {
    boolean paired = year >= 1100 && year <= 9_999 && year % 1_000 >= 10;
    if (!paired) {
      return cardinal(year);
    }
    List<Fragment> said = new ArrayList<>();
    belowHundred(said, year / 100);
    if (year % 100 == 0) {
      said.add(HUNDRED);
      return said;
    }
    if (year % 100 < 10) {
      said.add(word(0));
    }
    belowHundred(said, year % 100);
    return said;
  }

  /** Minutes after the hour: "zero five", "thirty". */
  static List<Fragment> minutes(int minute) {
    List<Fragment> said = new ArrayList<>();
    if (minute < 10) {
      said.add(word(0));
    }
    belowHundred(said, minute);
    return said;
  }

  /** The words of an ordinal from 0 to 9,999: only the last one is ordinal. */
  static String ordinal(int number) {
    List<Fragment> said = cardinal(number);
    String before = Fragment.text(said.subList(0, said.size() - 1)).replaceFirst("(.)$", "$1 ");
    int last = number % 100;
    if (last == 0 && number > 0) {
      return before + regular(said.getLast().text());
    }
    if (last <= 20 || last % 10 == 0) {
      return before + ORDINALS.get(last);
    }
    return before + ORDINALS.get(last % 10);
  }

  /** The day of a month, as one word: "twenty-third". */
  static String day(int day) {
    return ordinal(day).replace(' ', '-');
  }

  private static String regular(String cardinal) {
    return cardinal.endsWith("y")
        ? cardinal.substring(0, cardinal.length() - 1) + "ieth"
        : cardinal + "th";
  }

  private static Fragment word(int number) {
    Fragment word = WORDS.get(number);
    if (word == null) {
      throw new IllegalStateException(number + " is no single word");
    }
    return word;
  }

  static Stream<Fragment> fragments() {
    return Stream.concat(WORDS.values().stream(), Stream.of(HUNDRED, THOUSAND, AND));
  }
}
