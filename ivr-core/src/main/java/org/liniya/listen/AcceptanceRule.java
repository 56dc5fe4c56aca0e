package org.liniya.listen;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.liniya.listen.SpeechNews.NotUnderstood;
import org.liniya.listen.SpeechNews.Understood;
import org.liniya.listen.SpeechNews.Why;

/**
 * What is made of the words that were heard. Pure.
 *
 * <ul>
 *   <li>Nothing heard: no words.
 *   <li>Phrases: the words are one whole phrase, with nothing before or after it and no unknown
 *       word in it. A recogniser may join words of different phrases; that is no phrase.
 *   <li>Digits: every word is a digit, and there are neither too few nor too many; or the words are
 *       one whole phrase of those that may be said instead.
 *   <li>Either is uncertain when a single word of it is: {@link #LEAST_CONFIDENCE}.
 *   <li>Anything: all of it, however uncertain. The confidence is the mean of the words, for the
 *       least certain of many words tells nothing.
 * </ul>
 */
public final class AcceptanceRule {

  /**
   * Of 306 recordings in which no phrase was said, 5 were taken for one at this confidence, and 1
   * of 167 phrases was lost.
   */
  public static final double LEAST_CONFIDENCE = 0.8;

  private static final String LEFT_OUT = "…";

  private AcceptanceRule() {}

  /** What the words mean where something is expected. */
  public static SpeechNews judge(Expected expected, List<HeardWord> words) {
    if (words.isEmpty()) {
      return new NotUnderstood(Why.NO_WORDS);
    }
    return switch (expected) {
      case Expected.Phrases phrases -> certain(phrase(phrases.phrases(), words), words);
      case Expected.Digits digits ->
          certain(figures(digits, words).or(() -> phrase(digits.others(), words)), words);
      case Expected.Anything _ -> dictation(words);
    };
  }

  private static SpeechNews certain(Optional<String> meant, List<HeardWord> words) {
    if (meant.isEmpty()) {
      return new NotUnderstood(Why.OTHER_WORDS);
    }
    double least = words.stream().mapToDouble(HeardWord::confidence).min().orElse(0);
    return least >= LEAST_CONFIDENCE
        ? new Understood(meant.get(), least)
        : new NotUnderstood(Why.UNCERTAIN);
  }

  /**
   * Whether a word counts towards how much was said: of digits those alone, else every word that is
   * known.
   */
  public static boolean counts(Expected expected, String word) {
    return expected instanceof Expected.Digits digits
        ? DigitWords.digit(digits.language(), word).isPresent()
        : !word.equals(HeardWord.UNKNOWN);
  }

  private static Optional<String> phrase(Set<String> expected, List<HeardWord> words) {
    String said = folded(words.stream().map(HeardWord::text).collect(Collectors.joining(" ")));
    return words.stream().anyMatch(HeardWord::isUnknown)
        ? Optional.empty()
        : expected.stream().filter(phrase -> folded(phrase).equals(said)).findFirst();
  }

  private static Optional<String> figures(Expected.Digits expected, List<HeardWord> words) {
    StringBuilder figures = new StringBuilder();
    for (HeardWord word : words) {
      DigitWords.digit(expected.language(), word.text()).ifPresent(figures::append);
    }
    boolean all = figures.length() == words.size();
    boolean enough = words.size() >= expected.least() && words.size() <= expected.most();
    return all && enough ? Optional.of(figures.toString()) : Optional.empty();
  }

  private static SpeechNews dictation(List<HeardWord> words) {
    if (words.stream().allMatch(HeardWord::isUnknown)) {
      return new NotUnderstood(Why.OTHER_WORDS);
    }
    String text =
        words.stream()
            .map(word -> word.isUnknown() ? LEFT_OUT : word.text())
            .collect(Collectors.joining(" "));
    double mean = words.stream().mapToDouble(HeardWord::confidence).average().orElse(0);
    return new Understood(text, mean);
  }

  /** Models and menus write ё or е as they like. */
  public static String folded(String russian) {
    return russian.replace('ё', 'е');
  }
}
