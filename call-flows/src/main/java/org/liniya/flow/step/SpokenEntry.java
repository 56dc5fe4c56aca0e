package org.liniya.flow.step;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liniya.call.Language;
import org.liniya.flow.ask.AskKind;
import org.liniya.flow.ask.CodeKind;
import org.liniya.flow.ask.YesNoKind;
import org.liniya.listen.DigitWords;
import org.liniya.listen.Expected;
import org.liniya.listen.YesNoWords;

/** What may be said where an entry is asked for, and what it means. Pure. */
final class SpokenEntry {

  private SpokenEntry() {}

  /** How much of an entry is read back for confirmation. */
  enum ReadBack {
    NONE,
    LAST_DIGITS,
    ALL_DIGITS
  }

  /**
   * What to listen for; nothing in a language whose words are not known. A code never is.
   *
   * @param person what may be said instead, for whoever wants a person
   */
  static Optional<Expected> expected(
      AskKind kind, int least, int most, Language language, Set<String> person) {
    return switch (kind) {
      case CodeKind _ -> Optional.empty();
      case YesNoKind _ -> yesOrNo(language, person);
      default ->
          DigitWords.of(language).isEmpty()
              ? Optional.empty()
              : Optional.of(new Expected.Digits(language, least, most, person));
    };
  }

  /** Yes or no, or what may be said instead, for whoever wants a person. */
  static Optional<Expected> yesOrNo(Language language, Set<String> person) {
    return YesNoWords.expected(language)
        .map(
            words ->
                new Expected.Phrases(
                    language,
                    Stream.concat(words.phrases().stream(), person.stream())
                        .collect(Collectors.toUnmodifiableSet())));
  }

  /**
   * What may be said instead of star and zero: the phrases of the key 0, less those that are a
   * digit, a yes or a no here.
   */
  static Set<String> forPerson(Phrases zero, Language language) {
    Set<String> answers =
        YesNoWords.expected(language).map(Expected.Phrases::phrases).orElse(Set.of());
    return zero.in(language).stream()
        .filter(phrase -> !answers.contains(phrase) && !isDigits(language, phrase))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isDigits(Language language, String phrase) {
    return Stream.of(phrase.split(" ", -1))
        .allMatch(word -> DigitWords.digit(language, word).isPresent());
  }

  /** What was understood, as it would have been keyed in. */
  static String keyed(AskKind kind, Language language, String text) {
    return kind instanceof YesNoKind ? YesNoKind.keyed(YesNoWords.isYes(language, text)) : text;
  }

  /**
   * What is read back of an entry that was spoken: always some of it, for a recogniser errs; of a
   * secret only the last digits. A yes or no is not: asking whether yes was meant would ask the
   * same again.
   */
  static ReadBack readBack(AskKind kind) {
    return kind instanceof YesNoKind
        ? ReadBack.NONE
        : kind.secret() ? ReadBack.LAST_DIGITS : ReadBack.ALL_DIGITS;
  }

  /** The prompt before what is read back. */
  static String readBackPrompt(AskKind kind, ReadBack how) {
    return how == ReadBack.ALL_DIGITS ? "you-said" : kind.confirmPrompt();
  }

  /** The prompt after it, which says the keys. */
  static String readBackKeys(AskKind kind, ReadBack how) {
    return (how == ReadBack.ALL_DIGITS ? "confirm-number" : kind.confirmPrompt()) + "-keys";
  }
}
