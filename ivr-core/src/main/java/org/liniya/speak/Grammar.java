package org.liniya.speak;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.Language;

/**
 * How a language says digits, numbers and dates, as clips made of fragments: short prompts such as
 * {@code number-20}, in the same voice as all others. Implementations are immutable and may be used
 * on any thread.
 *
 * <p>A further language is one class with a public constructor without parameters, named in a file
 * {@code META-INF/services/org.liniya.speak.Grammar} on the class path ({@link
 * java.util.ServiceLoader}). Those of Liniya itself win over others of their language.
 */
public interface Grammar {

  /** The largest number that {@link #cardinal} says as a number. */
  long MAX_CARDINAL = 999_999;

  Language language();

  /**
   * Digits one by one in groups of three, 120 ms between digits and 350 ms between groups. A rest
   * of four digits is said two and two, for a lone last digit is easily missed.
   *
   * @throws IllegalArgumentException when there is anything but the digits 0 to 9 (the message does
   *     not repeat the value, which may be a secret)
   */
  default List<Clip> digits(String digits) {
    return DigitGroups.say(language(), digits);
  }

  /**
   * A number in the form that counts nothing in particular (in Russian nominative, masculine: «Ваш
   * номер в очереди — два»). Above {@link #MAX_CARDINAL} it is said digit by digit.
   *
   * @throws IllegalArgumentException when {@code number} is negative
   */
  List<Clip> cardinal(long number);

  /**
   * Day and month without the year, in the form that stands behind the prompt {@code deadline}: «не
   * позднее двадцать третьего ноября», "no later than the twenty-third of November".
   */
  List<Clip> date(LocalDate date);

  /**
   * What is to be said, as clips.
   *
   * @return empty when this language has no words for such a thing (one that only implements the
   *     methods above says digits, numbers and days)
   * @throws IllegalArgumentException as those do
   */
  default Optional<List<Clip>> say(Sayable what) {
    return switch (what) {
      case Sayable.Digits(String digits) -> Optional.of(digits(digits));
      case Sayable.Plain(long value) -> Optional.of(cardinal(value));
      case Sayable.Day(LocalDate date) -> Optional.of(date(date));
      case Sayable.Count _,
          Sayable.Range _,
          Sayable.FullDate _,
          Sayable.TimeOfDay _,
          Sayable.Span _,
          Sayable.Money _ ->
          Optional.empty();
    };
  }

  /**
   * The words of clips that this grammar has made, for a voice that reads: the texts of the same
   * fragments, with a comma for the longer pauses among digits.
   */
  default String text(List<Clip> clips) {
    return Spelling.text(clips, prompt -> Optional.ofNullable(texts().get(prompt.name())));
  }

  /**
   * The names of the fragments that the prompts of the language must have: those of every form that
   * a flow can say without naming a rare case.
   */
  default Set<String> fragments() {
    return texts().keySet();
  }

  /**
   * What a voice reads for each fragment that this grammar may use, by the fragment's name, in a
   * fixed order.
   */
  Map<String, String> texts();

  /**
   * The grammar of a language.
   *
   * @throws IllegalArgumentException when there is none; {@link #find} asks first
   */
  static Grammar of(Language language) {
    return find(language)
        .orElseThrow(
            () -> new IllegalArgumentException("no number grammar for language " + language));
  }

  /** The grammar of a language, empty when there is none yet. */
  static Optional<Grammar> find(Language language) {
    return Grammars.find(language);
  }

  /** All grammars there are. */
  static Collection<Grammar> all() {
    return Grammars.all();
  }
}
