package org.liniya.listen;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.Language;

/**
 * How people say the ten digits, one word each. Pure; for any thread.
 *
 * <p>Words of more digits (twenty-five, двадцать пять) are none of them: what figures are meant by
 * them is not certain.
 */
public final class DigitWords {

  private static final Map<Language, Map<String, Character>> WORDS =
      Map.of(
          Language.RU,
          Map.ofEntries(
              Map.entry("ноль", '0'),
              Map.entry("нуль", '0'),
              Map.entry("один", '1'),
              Map.entry("одна", '1'),
              Map.entry("раз", '1'),
              Map.entry("два", '2'),
              Map.entry("две", '2'),
              Map.entry("три", '3'),
              Map.entry("четыре", '4'),
              Map.entry("пять", '5'),
              Map.entry("шесть", '6'),
              Map.entry("семь", '7'),
              Map.entry("восемь", '8'),
              Map.entry("девять", '9')),
          Language.EN,
          Map.ofEntries(
              Map.entry("zero", '0'),
              Map.entry("oh", '0'),
              Map.entry("one", '1'),
              Map.entry("two", '2'),
              Map.entry("three", '3'),
              Map.entry("four", '4'),
              Map.entry("five", '5'),
              Map.entry("six", '6'),
              Map.entry("seven", '7'),
              Map.entry("eight", '8'),
              Map.entry("nine", '9')));

  private DigitWords() {}

  /** Every word of a digit; empty for a language whose digits are not known. */
  public static Set<String> of(Language language) {
    return WORDS.getOrDefault(language, Map.of()).keySet();
  }

  /** The digit that a word means; empty when it means none. */
  public static Optional<Character> digit(Language language, String word) {
    return Optional.ofNullable(WORDS.getOrDefault(language, Map.of()).get(word));
  }
}
