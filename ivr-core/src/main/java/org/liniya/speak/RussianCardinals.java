package org.liniya.speak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Russian cardinals in six cases and three genders, from 0 to 999,999: «двадцать одна», «двухсот
 * тридцати пяти». Every word is declined; only 1 and 2 have a gender. Pure functions, for any
 * thread.
 */
final class RussianCardinals {

  private static final Map<Integer, Paradigm> WORDS = new LinkedHashMap<>();
  private static final Map<Gender, Paradigm> ONE = new LinkedHashMap<>();
  private static final Map<Gender, Paradigm> TWO = new LinkedHashMap<>();

  static {
    word(0, "ноль ноля нолю ноль нолём ноле");
    word(3, "три трёх трём три тремя трёх");
    word(4, "четыре четырёх четырём четыре четырьмя четырёх");
    List<String> soft =
        List.of(
            "пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать"
                .split(" "));
    for (int i = 0; i < soft.size(); i++) {
      soft(5 + i, soft.get(i));
    }
    soft(15, "пятнадцать");
    soft(16, "шестнадцать");
    soft(17, "семнадцать");
    soft(18, "восемнадцать");
    soft(19, "девятнадцать");
    soft(20, "двадцать");
    soft(30, "тридцать");
    word(40, "сорок сорока сорока сорок сорока сорока");
    for (int ten = 50; ten <= 80; ten += 10) {
      Paradigm ones = of(ten / 10);
      String genitive = ones.in(Case.GENITIVE).text() + "десяти";
      String direct = ones.in(Case.NOMINATIVE).text() + "десят";
      String instrumental = ones.in(Case.INSTRUMENTAL).text() + "десятью";
      word(ten, List.of(direct, genitive, genitive, direct, instrumental, genitive));
    }
    word(90, "девяносто девяноста девяноста девяносто девяноста девяноста");
    word(100, "сто ста ста сто ста ста");
    word(200, "двести двухсот двумстам двести двумястами двухстах");
    word(300, "триста трёхсот трёмстам триста тремястами трёхстах");
    word(400, "четыреста четырёхсот четырёмстам четыреста четырьмястами четырёхстах");
    for (int hundred = 500; hundred <= 900; hundred += 100) {
      Paradigm ones = of(hundred / 100);
      String genitive = ones.in(Case.GENITIVE).text();
      String direct = ones.in(Case.NOMINATIVE).text() + "сот";
      word(
          hundred,
          List.of(
              direct,
              genitive + "сот",
              genitive + "стам",
              direct,
              ones.in(Case.INSTRUMENTAL).text() + "стами",
              genitive + "стах"));
    }
    gendered(ONE, 1, Gender.MASCULINE, "один одного одному один одним одном");
    gendered(ONE, 1, Gender.FEMININE, "одна одной одной одну одной одной");
    gendered(ONE, 1, Gender.NEUTER, "одно одного одному одно одним одном");
    gendered(TWO, 2, Gender.MASCULINE, "два двух двум два двумя двух");
    gendered(TWO, 2, Gender.FEMININE, "две двух двум две двумя двух");
    gendered(TWO, 2, Gender.NEUTER, "два двух двум два двумя двух");
  }

  private RussianCardinals() {}

  /** A number of something of a gender, without the thing. */
  static List<Fragment> say(long number, Gender gender, Case in) {
    List<Fragment> said = new ArrayList<>();
    int thousands = (int) (number / 1_000);
    if (thousands > 0) {
      belowThousand(said, thousands, Gender.FEMININE, in);
      said.add(RussianNouns.THOUSAND.counted(thousands, in));
    }
    int rest = (int) (number % 1_000);
    if (rest > 0 || thousands == 0) {
      belowThousand(said, rest, gender, in);
    }
    return said;
  }

  private static void belowThousand(List<Fragment> said, int number, Gender gender, Case in) {
    if (number >= 100) {
      said.add(of(number / 100 * 100).in(in));
    }
    int rest = number % 100;
    if (rest > 20) {
      said.add(of(rest / 10 * 10).in(in));
      rest %= 10;
    }
    if (rest > 0 || number == 0) {
      said.add(of(rest, gender).in(in));
    }
  }

  /** All words there are. */
  static Stream<Fragment> fragments() {
    return Stream.of(WORDS, ONE, TWO)
        .flatMap(paradigms -> paradigms.values().stream())
        .flatMap(paradigm -> paradigm.all().stream());
  }

  /** The word of a round number, or of one below twenty, masculine. */
  static Paradigm of(int number) {
    return of(number, Gender.MASCULINE);
  }

  private static Paradigm of(int number, Gender gender) {
    Paradigm paradigm =
        switch (number) {
          case 1 -> ONE.get(gender);
          case 2 -> TWO.get(gender);
          default -> WORDS.get(number);
        };
    if (paradigm == null) {
      throw new IllegalStateException(number + " is no single word");
    }
    return paradigm;
  }

  private static void word(int number, String forms) {
    word(number, List.of(forms.split(" ")));
  }

  private static void word(int number, List<String> forms) {
    WORDS.put(number, new Paradigm("number-" + number, forms));
  }

  /** «пять», «пяти», «пятью»; of «восемь» the e is lost. */
  private static void soft(int number, String direct) {
    String stem = direct.substring(0, direct.length() - 1).replaceFirst("^восем$", "восьм");
    word(number, List.of(direct, stem + "и", stem + "и", direct, stem + "ью", stem + "и"));
  }

  /** What the genders share has the masculine's name. */
  private static void gendered(Map<Gender, Paradigm> all, int number, Gender gender, String forms) {
    List<Fragment> known = all.values().stream().flatMap(each -> each.all().stream()).toList();
    all.put(
        gender,
        new Paradigm("number-" + number + gender.suffix(), List.of(forms.split(" ")), known));
  }
}
