package org.liniya.flow.step;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.liniya.call.Key;
import org.liniya.call.Language;
import org.liniya.listen.AcceptanceRule;
import org.liniya.listen.Expected;
import org.liniya.yaml.Problems;

/** Which key each phrase of a menu stands for. Immutable. */
public record KeyPhrases(Map<Key, Phrases> byKey) {

  public static final KeyPhrases NONE = new KeyPhrases(Map.of());

  public KeyPhrases {
    byKey = Map.copyOf(byKey);
  }

  /** Puts phrases of keys together; the same phrase for two keys is a problem. */
  static KeyPhrases of(Map<Key, Phrases> own, Map<Key, Phrases> always, Problems problems) {
    Map<Key, Phrases> all = new LinkedHashMap<>(always);
    all.putAll(own);
    all.values().removeIf(phrases -> phrases.list().isEmpty());
    Map<Language, Map<String, Key>> taken = new HashMap<>();
    // a fault is told at the menu's own key, whose words can be changed for this menu alone
    always.forEach((key, phrases) -> phrases.list().forEach(p -> take(key, p, taken)));
    own.forEach(
        (key, phrases) ->
            phrases
                .list()
                .forEach(
                    p ->
                        take(key, p, taken)
                            .ifPresent(
                                other ->
                                    problems.add(
                                        p.place(),
                                        "the phrase '%s' stands for the key %s already"
                                            .formatted(p.words(), other.symbol()),
                                        "One phrase is one key; remove it from one of them"))));
    return new KeyPhrases(all);
  }

  /** The key that has the phrase already, if any. */
  private static Optional<Key> take(
      Key key, Phrases.Phrase phrase, Map<Language, Map<String, Key>> taken) {
    return Optional.ofNullable(
        taken
            .computeIfAbsent(phrase.language(), _ -> new HashMap<>())
            .putIfAbsent(AcceptanceRule.folded(phrase.words()), key));
  }

  /** What to listen for; empty where nothing can be said. */
  Optional<Expected> expected(Language language) {
    Set<String> phrases =
        all().stream()
            .filter(phrase -> phrase.language().equals(language))
            .map(Phrases.Phrase::words)
            .collect(Collectors.toUnmodifiableSet());
    return phrases.isEmpty()
        ? Optional.empty()
        : Optional.of(new Expected.Phrases(language, phrases));
  }

  /** The key that a phrase stands for. */
  Optional<Key> key(Language language, String words) {
    return byKey.entrySet().stream()
        .filter(
            entry ->
                entry.getValue().list().stream()
                    .anyMatch(p -> p.language().equals(language) && p.words().equals(words)))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** All phrases, of whatever key. */
  public List<Phrases.Phrase> all() {
    return byKey.values().stream().flatMap(phrases -> phrases.list().stream()).toList();
  }
}
