package org.liniya.speak;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What Russian counts, in the forms that counting needs. The first fragments of a noun are named by
 * the first number that takes them, {@code minute-1}, {@code minute-2}, {@code minute-5}; a form
 * that sounds like one of them is the same. Immutable, for any thread.
 */
final class RussianNouns {

  /** «тысяча», which is counted itself and makes a noun behind it genitive plural. */
  static final Countable THOUSAND =
      new Countable(
          "thousand",
          Gender.FEMININE,
          "тысячи",
          "тысяча|тысячи|тысяче|тысячу|тысячей|тысяче",
          "тысячи|тысяч|тысячам|тысячи|тысячами|тысячах");

  private static final Map<Noun, Countable> NOUNS = new EnumMap<>(Noun.class);

  static {
    // counted human beings are «человек», not «людей»; their accusative is never asked for
    put(
        Noun.PEOPLE,
        Gender.MASCULINE,
        "человека",
        "человек|человека|человеку|человека|человеком|человеке",
        "человеки|человек|человекам|человек|человеками|человеках");
    put(
        Noun.SECONDS,
        Gender.FEMININE,
        "секунды",
        "секунда|секунды|секунде|секунду|секундой|секунде",
        "секунды|секунд|секундам|секунды|секундами|секундах");
    put(
        Noun.MINUTES,
        Gender.FEMININE,
        "минуты",
        "минута|минуты|минуте|минуту|минутой|минуте",
        "минуты|минут|минутам|минуты|минутами|минутах");
    put(
        Noun.HOURS,
        Gender.MASCULINE,
        "часа",
        "час|часа|часу|час|часом|часе",
        "часы|часов|часам|часы|часами|часах");
    put(
        Noun.DAYS,
        Gender.MASCULINE,
        "дня",
        "день|дня|дню|день|днём|дне",
        "дни|дней|дням|дни|днями|днях");
    // two of them: the adjective is genitive plural, the noun genitive singular
    put(
        Noun.WORKING_DAYS,
        Gender.MASCULINE,
        "рабочих дня",
        "рабочий день|рабочего дня|рабочему дню|рабочий день|рабочим днём|рабочем дне",
        "рабочие дни|рабочих дней|рабочим дням|рабочие дни|рабочими днями|рабочих днях");
    put(
        Noun.ROUBLES,
        Gender.MASCULINE,
        "рубля",
        "рубль|рубля|рублю|рубль|рублём|рубле",
        "рубли|рублей|рублям|рубли|рублями|рублях");
    put(
        Noun.KOPECKS,
        Gender.FEMININE,
        "копейки",
        "копейка|копейки|копейке|копейку|копейкой|копейке",
        "копейки|копеек|копейкам|копейки|копейками|копейках");
    put(
        Noun.REQUESTS,
        Gender.NEUTER,
        "обращения",
        "обращение|обращения|обращению|обращение|обращением|обращении",
        "обращения|обращений|обращениям|обращения|обращениями|обращениях");
  }

  private RussianNouns() {}

  static Countable of(Noun noun) {
    Countable countable = NOUNS.get(noun);
    if (countable == null) {
      throw new IllegalStateException("no Russian forms of " + noun.word());
    }
    return countable;
  }

  static Stream<Fragment> fragments() {
    return Stream.concat(Stream.of(THOUSAND), NOUNS.values().stream())
        .flatMap(countable -> countable.fragments().stream());
  }

  private static void put(Noun noun, Gender gender, String few, String one, String many) {
    NOUNS.put(noun, new Countable(noun.fragment(), gender, few, one, many));
  }

  /** A noun, with its adjective if it has one. Immutable. */
  static final class Countable {

    private final Gender gender;
    private final Fragment few;
    private final Paradigm singular;
    private final Paradigm plural;

    /**
     * @param few what stands behind two, three and four
     * @param one six forms
     * @param many six forms
     */
    Countable(String name, Gender gender, String few, String one, String many) {
      this.gender = gender;
      List<String> forms = List.of(one.split("\\|"));
      List<String> plurals = List.of(many.split("\\|"));
      Fragment nominative = new Fragment(name + "-1", forms.get(0));
      this.few = new Fragment(name + "-2", few);
      String five = plurals.get(Case.GENITIVE.ordinal());
      List<Fragment> known = new ArrayList<>(List.of(nominative, this.few));
      if (!five.equals(nominative.text())) {
        known.add(new Fragment(name + "-5", five));
      }
      this.singular = new Paradigm(name + "-1", forms, known);
      known.addAll(singular.all());
      this.plural = new Paradigm(name + "-2", plurals, known);
    }

    Gender gender() {
      return gender;
    }

    /**
     * The form behind a number: one, not eleven, takes the singular; in the nominative and
     * accusative two to four, not twelve to fourteen, take a form of their own, and all others the
     * genitive plural. Nothing and a round number of thousands are nouns themselves and take the
     * genitive plural always.
     */
    Fragment counted(long number, Case in) {
      long ones = number % 10;
      boolean teen = number % 100 / 10 == 1;
      if (number % 1_000 == 0) {
        return plural.in(Case.GENITIVE);
      }
      if (ones == 1 && !teen) {
        return singular.in(in);
      }
      if (!in.isDirect()) {
        return plural.in(in);
      }
      return ones >= 2 && ones <= 4 && !teen ? few : plural.in(Case.GENITIVE);
    }

    private List<Fragment> fragments() {
      List<Fragment> all = new ArrayList<>(singular.all());
      all.add(few);
      all.addAll(plural.all());
      return all;
    }
  }
}
