package org.liniya.server.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liniya.call.Language;
import org.liniya.server.identity.CodeText;
import org.liniya.server.identity.Words;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** The words of messages with codes, in the languages of the line. For one thread. */
final class CodeWords {

  private static final int LONGEST_TEXT = 400;
  private static final int LONGEST_SUBJECT = 100;
  private static final Pattern PLACE = Pattern.compile("\\{[^{}]*}");

  private final Set<Language> languages;

  CodeWords(Set<Language> languages) {
    this.languages = languages;
  }

  /** The key {@code text}. */
  Optional<CodeText> text(Section keys) {
    return words(keys, "text", LONGEST_TEXT, true).map(CodeText::new);
  }

  /** The key {@code subject}. */
  Optional<Words> subject(Section keys) {
    return words(keys, "subject", LONGEST_SUBJECT, false);
  }

  private Optional<Words> words(Section keys, String key, int longest, boolean code) {
    if (!keys.needs(key)) {
      return Optional.empty();
    }
    Optional<Section> all = keys.section(key);
    Map<Language, String> words = new LinkedHashMap<>();
    all.ifPresent(
        table -> {
          for (Yaml.Text tag : table.keys()) {
            String text = table.required(tag.value());
            check(table, tag.value(), text, longest);
            places(table, tag.value(), text, code);
            Languages.tag(tag, table.problems()).ifPresent(language -> words.put(language, text));
          }
          languages.stream()
              .filter(language -> !words.containsKey(language))
              .forEach(
                  language ->
                      table
                          .problems()
                          .add(
                              table.place(),
                              "the language '" + language + "' has no " + key,
                              "Add '" + language + ": …'"));
          if (table.keys().isEmpty() && languages.isEmpty()) {
            table.problems().add(table.place(), "'" + key + "' is empty", "Add 'ru: …'");
          }
        });
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(new Words(words, words.keySet().iterator().next()));
  }

  private static void check(Section table, String tag, String text, int longest) {
    if (text.isBlank()
        || text.length() > longest
        || text.chars().anyMatch(Character::isISOControl)) {
      table
          .problems()
          .add(
              table.placeOf(tag),
              "the text is empty, has more than one line or more than " + longest + " characters",
              "Write one short line");
    }
  }

  private static void places(Section table, String tag, String text, boolean code) {
    Matcher places = PLACE.matcher(text);
    int codes = 0;
    while (places.find()) {
      if (places.group().equals(CodeText.CODE)) {
        codes++;
      } else {
        table
            .problems()
            .add(
                table.placeOf(tag),
                "nothing is put in the place of '" + places.group() + "'",
                code ? "Only {code} is" : "Nothing is, in a subject");
      }
    }
    if (codes != (code ? 1 : 0)) {
      table
          .problems()
          .add(
              table.placeOf(tag),
              code
                  ? "the text holds {code} " + (codes == 0 ? "nowhere" : "more than once")
                  : "a subject holds no {code}: it is shown by locked telephones and kept in logs",
              code ? "Write {code} where the code is to stand, once" : "Remove it");
    }
  }
}
