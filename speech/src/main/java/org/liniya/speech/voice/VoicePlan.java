package org.liniya.speech.voice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.liniya.call.Language;

/**
 * Which voices speak which language: the first one whose sound is there or that can speak now, the
 * next one when it fails. Immutable.
 *
 * @param voices engines by their names, in order, by language
 * @param engines those that the configuration describes, by name; the known ones need none
 */
public record VoicePlan(Map<Language, List<String>> voices, Map<String, Engine> engines) {

  /** The best that Debian has, then what is always there. */
  public static final VoicePlan USUAL =
      new VoicePlan(
          Map.of(
              Language.RU, List.of("festival", "espeak-ng"),
              Language.EN, List.of("flite", "espeak-ng", "freetts")),
          Map.of());

  /** Nobody speaks. */
  public static final VoicePlan NOBODY = new VoicePlan(Map.of(), Map.of());

  public VoicePlan {
    Map<Language, List<String>> copy = new HashMap<>();
    voices.forEach((language, names) -> copy.put(language, List.copyOf(names)));
    voices = Map.copyOf(copy);
    engines = Map.copyOf(engines);
  }

  /** Makes the speakers of a language, in order; starts nothing yet. They are to be closed. */
  public List<Speaker> speakers(Language language, Lexicon lexicon) {
    List<Speaker> speakers = new ArrayList<>();
    for (String name : voices.getOrDefault(language, List.of())) {
      Pronunciation pronunciation = lexicon.of(language, name);
      speakers.add(
          new Speaker(name, Engines.make(name, language, pronunciation, engines), pronunciation));
    }
    return List.copyOf(speakers);
  }
}
