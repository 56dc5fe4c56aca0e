package org.liniya.speak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Russian ordinals in six cases and three genders, from 0 to 9,999. Only the last word is ordinal
 * and declined: «две тысячи двадцать шестого»; one thousand is said without «одна». The genitives
 * that dates are made of are called {@code day-1} to {@code day-30}. Pure functions, for any
 * thread.
 */
final class RussianOrdinals {

  private static final Map<Integer, Map<Gender, Paradigm>> WORDS = new LinkedHashMap<>();

  static {
    stressed(0, "нулев");
    plain(1, "перв");
    stressed(2, "втор");
    third();
    plain(4, "четвёрт");
    plain(5, "пят");
    stressed(6, "шест");
    stressed(7, "седьм");
    stressed(8, "восьм");
    plain(9, "девят");
    for (int n = 10; n <= 20; n++) {
      plain(n, withoutSoftSign(n));
    }
    plain(30, withoutSoftSign(30));
    stressed(40, "сороков");
    for (int ten = 50; ten <= 80; ten += 10) {
      plain(ten, genitive(ten / 10) + "десят");
    }
    plain(90, "девяност");
    plain(100, "сот");
    for (int n = 2; n <= 9; n++) {
      plain(100 * n, genitive(n) + "сот");
    }
    plain(1_000, "тысячн");
    for (int n = 2; n <= 9; n++) {
      plain(1_000 * n, genitive(n) + "тысячн");
    }
  }

  private RussianOrdinals() {}

  /**
   * @param number from 0 to 9,999
   */
  static List<Fragment> say(int number, Gender gender, Case in) {
    int last = last(number);
    List<Fragment> said = new ArrayList<>();
    int before = number - last;
    if (before > 0) {
      List<Fragment> words = RussianCardinals.say(before, Gender.MASCULINE, Case.NOMINATIVE);
      said.addAll(before / 1_000 == 1 ? words.subList(1, words.size()) : words);
    }
    said.add(form(last, gender, in));
    return said;
  }

  /** What the last word of a number stands for. */
  private static int last(int number) {
    if (number == 0) {
      return 0;
    }
    if (number % 100 > 0) {
      int rest = number % 100;
      return rest <= 20 || rest % 10 == 0 ? rest : rest % 10;
    }
    return number % 1_000 > 0 ? number % 1_000 : number;
  }

  private static Fragment form(int number, Gender gender, Case in) {
    Paradigm paradigm = WORDS.getOrDefault(number, Map.of()).get(gender);
    if (paradigm == null) {
      throw new IllegalArgumentException(number + " has no ordinal");
    }
    return paradigm.in(in);
  }

  static Stream<Fragment> fragments() {
    return WORDS.values().stream()
        .flatMap(genders -> genders.values().stream())
        .flatMap(paradigm -> paradigm.all().stream());
  }

  private static String genitive(int number) {
    return RussianCardinals.of(number).in(Case.GENITIVE).text();
  }

  private static String withoutSoftSign(int number) {
    String direct = RussianCardinals.of(number).in(Case.NOMINATIVE).text();
    return direct.substring(0, direct.length() - 1);
  }

  private static void plain(int number, String stem) {
    hard(number, stem, "ый");
  }

  private static void stressed(int number, String stem) {
    hard(number, stem, "ой");
  }

  private static void hard(int number, String stem, String nominative) {
    put(
        number,
        forms(stem, nominative, "ого", "ому", nominative, "ым", "ом"),
        forms(stem, "ая", "ой", "ой", "ую", "ой", "ой"),
        forms(stem, "ое", "ого", "ому", "ое", "ым", "ом"));
  }

  private static void third() {
    put(
        3,
        forms("трет", "ий", "ьего", "ьему", "ий", "ьим", "ьем"),
        forms("трет", "ья", "ьей", "ьей", "ью", "ьей", "ьей"),
        forms("трет", "ье", "ьего", "ьему", "ье", "ьим", "ьем"));
  }

  private static List<String> forms(String stem, String... endings) {
    return Stream.of(endings).map(ending -> stem + ending).toList();
  }

  private static void put(
      int number, List<String> masculine, List<String> feminine, List<String> neuter) {
    String name = "ordinal-" + number;
    List<Fragment> known = new ArrayList<>();
    if ((number >= 1 && number <= 20) || number == 30) {
      known.add(new Fragment("day-" + number, Case.GENITIVE.among(masculine)));
    }
    Map<Gender, Paradigm> genders = new LinkedHashMap<>();
    for (Gender gender : Gender.values()) {
      List<String> forms =
          switch (gender) {
            case MASCULINE -> masculine;
            case FEMININE -> feminine;
            case NEUTER -> neuter;
          };
      Paradigm paradigm = new Paradigm(name + gender.suffix(), forms, List.copyOf(known));
      known.addAll(paradigm.all());
      genders.put(gender, paradigm);
    }
    WORDS.put(number, genders);
  }
}
