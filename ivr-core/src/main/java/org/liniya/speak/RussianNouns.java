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
          "тысяч|тысячам|тысячами|тысячах");

  private static final Map<Noun, Countable> NOUNS = new EnumMap<>(Noun.class);

  static {
    // counted human beings are «человек», not «людей»; their accusative is never asked for
    put(
        Noun.PEOPLE,
        Gender.MASCULINE,
        "человека",
        "человек|человека|человеку|человека|человеком|человеке",
        "человек|человекам|человеками|человеках");
    put(
        Noun.SECONDS,
        Gender.FEMININE,
        "секунды",
        "секунда|секунды|секунде|секунду|секундой|секунде",
        "секунд|секундам|секундами|секундах");
    put(
        Noun.MINUTES,
        Gender.FEMININE,
        "минуты",
        "минута|минуты|минуте|минуту|минутой|минуте",
        "минут|минутам|минутами|минутах");
    put(
        Noun.HOURS,
        Gender.MASCULINE,
        "часа",
        "час|часа|часу|час|часом|часе",
        "часов|часам|часами|часах");
    put(Noun.DAYS, Gender.MASCULINE, "дня", "день|дня|дню|день|днём|дне", "дней|дням|днями|днях");
    // two of them: the adjective is genitive plural, the noun genitive singular
    put(
        Noun.WORKING_DAYS,
        Gender.MASCULINE,
        "рабочих дня",
        "рабочий день|рабочего дня|рабочему дню|рабочий день|рабочим днём|рабочем дне",
        "рабочих дней|рабочим дням|рабочими днями|рабочих днях");
    put(
        Noun.ROUBLES,
        Gender.MASCULINE,
        "рубля",
        "рубль|рубля|рублю|рубль|рублём|рубле",
        "рублей|рублям|рублями|рублях");
    put(
        Noun.KOPECKS,
        Gender.FEMININE,
        "копейки",
        "копейка|копейки|копейке|копейку|копейкой|копейке",
        "копеек|копейкам|копейками|копейках");
    put(
        Noun.REQUESTS,
        Gender.NEUTER,
        "обращения",
        "обращение|обращения|обращению|обращение|обращением|обращении",
        "обращений|обращениям|обращениями|обращениях");
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
     * @param many genitive, dative, instrumental, prepositional: a plural that is counted has no
     *     others
     */
    Countable(String name, Gender gender, String few, String one, String many) {
      this.gender = gender;
      List<String> forms = List.of(one.split("\\|"));
      List<String> plurals = List.of(many.split("\\|"));
      String five = plurals.getFirst();
      Fragment nominative = new Fragment(name + "-1", forms.get(0));
      this.few = new Fragment(name + "-2", few);
      List<Fragment> known = new ArrayList<>(List.of(nominative, this.few));
      if (!five.equals(nominative.text())) {
        known.add(new Fragment(name + "-5", five));
      }
      this.singular = new Paradigm(name + "-1", forms, known);
      known.addAll(singular.all());
      List<String> counted =
          List.of(five, five, plurals.get(1), five, plurals.get(2), plurals.get(3));
      this.plural = new Paradigm(name + "-5", counted, known);
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
