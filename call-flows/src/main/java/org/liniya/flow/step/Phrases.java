package org.liniya.flow.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.liniya.call.Language;
import org.liniya.yaml.Place;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/**
 * What a caller may say instead of pressing one key: {@code phrases: { ru: [пароль, вход] }}.
 * Immutable.
 */
public record Phrases(List<Phrase> list) {

  public static final Phrases NONE = new Phrases(List.of());

  private static final String WORD = "[\\p{L}\\p{M}]+(['-][\\p{L}\\p{M}]+)*";

  /**
   * One of them.
   *
   * @param words in small letters, parted by one space
   */
  public record Phrase(Language language, String words, Place place) {}

  public Phrases {
    list = List.copyOf(list);
  }

  /** The words of those in one language. */
  public Set<String> in(Language language) {
    return list.stream()
        .filter(phrase -> phrase.language().equals(language))
        .map(Phrase::words)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether words are written as a recogniser tells them. */
  public static boolean wellWritten(String words) {
    return words.matches(WORD + "( " + WORD + ")*") && words.equals(small(words));
  }

  /** Reads the key {@code phrases}, which must have some in every language of the flow. */
  public static Phrases read(StepReader in, Section section) {
    Optional<Section> table = section.section("phrases");
    if (table.isEmpty()) {
      return NONE;
    }
    List<Phrase> read = new ArrayList<>();
    for (Language language : in.languages()) {
      if (table.get().value(language.tag()).isEmpty()) {
        in.problems()
            .add(
                section.placeOfKey("phrases"),
                "phrases are missing in the language '" + language + "'",
                "Add '" + language + ": [...]', or remove 'phrases' and leave it to the key");
      }
      List<Yaml.Text> texts = table.get().texts(language.tag());
      if (texts.isEmpty() && table.get().value(language.tag()).isPresent()) {
        in.problems()
            .add(
                table.get().placeOf(language.tag()),
                "no phrase is given",
                "Add a word, such as оператор");
      }
      texts.forEach(text -> phrase(in, language, text).ifPresent(read::add));
    }
    table.get().done();
    return new Phrases(read);
  }

  private static Optional<Phrase> phrase(StepReader in, Language language, Yaml.Text text) {
    if (wellWritten(text.value())) {
      return Optional.of(new Phrase(language, text.value(), text.place()));
    }
    String better = small(text.value()).replaceAll("[^\\p{L}\\p{M}\\p{N}'-]+", " ").strip();
    in.problems()
        .add(
            text.place(),
            "the phrase '" + text.value() + "' is not written as it is heard",
            wellWritten(better)
                ? "Write '" + better + "': small letters, no punctuation"
                : "Write the words that are said, in letters: 'раз', 'один', 'оператор'");
    return Optional.empty();
  }

  private static String small(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
