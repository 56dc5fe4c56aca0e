package org.liniya.speech.voice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.liniya.call.Language;

/**
 * Words that engines say wrongly: {@code prompts/pronounce.yaml}. Immutable.
 *
 * @param entries by language
 */
public record Lexicon(Map<Language, List<Entry>> entries) {

  public static final Lexicon EMPTY = new Lexicon(Map.of());

  /** A spelling under this name is for every engine that has none of its own. */
  public static final String EVERY_ENGINE = "all";

  /**
   * One word.
   *
   * @param spellings by the name of the engine
   */
  public record Entry(String word, Map<String, String> spellings) {
    public Entry {
      spellings = Map.copyOf(spellings);
    }
  }

  public Lexicon {
    Map<Language, List<Entry>> copy = new HashMap<>();
    entries.forEach((language, words) -> copy.put(language, List.copyOf(words)));
    entries = Map.copyOf(copy);
  }

  /** What one engine has to be helped with in one language. */
  Pronunciation of(Language language, String engine) {
    Map<String, String> spellings = new HashMap<>();
    for (Entry entry : entries.getOrDefault(language, List.of())) {
      String spelling =
          entry.spellings().getOrDefault(engine, entry.spellings().getOrDefault(EVERY_ENGINE, ""));
      if (!spelling.isEmpty()) {
        spellings.put(entry.word(), spelling);
      }
    }
    return new Pronunciation(spellings);
  }
}
