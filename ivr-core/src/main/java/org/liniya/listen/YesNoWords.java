package org.liniya.listen;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liniya.call.Language;

/** How people say yes and no. Pure; for any thread. */
public final class YesNoWords {

  private record Words(Set<String> yes, Set<String> no) {}

  private static final Map<Language, Words> WORDS =
      Map.of(
          Language.RU,
          new Words(Set.of("да", "верно", "правильно"), Set.of("нет", "неверно", "неправильно")),
          Language.EN,
          new Words(Set.of("yes", "right", "correct"), Set.of("no", "wrong")));

  private YesNoWords() {}

  /** What to listen for; empty for a language whose words are not known. */
  public static Optional<Expected.Phrases> expected(Language language) {
    return Optional.ofNullable(WORDS.get(language))
        .map(
            words ->
                new Expected.Phrases(
                    language,
                    Stream.of(words.yes(), words.no())
                        .flatMap(Set::stream)
                        .collect(Collectors.toUnmodifiableSet())));
  }

  /** Whether a word of {@link #expected} is a yes. */
  public static boolean isYes(Language language, String word) {
    Words words = WORDS.get(language);
    return words != null && words.yes().contains(word);
  }
}
