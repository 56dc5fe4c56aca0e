package org.liniya.server.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.liniya.call.Language;
import org.liniya.flow.Flow;
import org.liniya.flow.step.Action;
import org.liniya.flow.step.Ask;
import org.liniya.flow.step.Menu;
import org.liniya.flow.step.Phrases;
import org.liniya.listen.DigitWords;
import org.liniya.server.config.AsteriskSettings;
import org.liniya.speech.listen.ListenSettings;
import org.liniya.speech.listen.Vocabulary;
import org.liniya.yaml.Problem;

/**
 * What {@code check} tells of steps that listen, and is no fault: which would if there were a
 * model, and which words a model does not know. Reads the words of models, for one thread.
 */
public final class ListeningNotes {

  private final Map<Language, Optional<Vocabulary>> models;

  private ListeningNotes(Map<Language, Optional<Vocabulary>> models) {
    this.models = models;
  }

  /** One line a note, for people. */
  public static List<String> of(Line line) {
    Map<Language, Path> folders =
        line.configuration()
            .settings()
            .speech()
            .listen()
            .map(ListenSettings::models)
            .orElse(Map.of());
    Map<Language, Optional<Vocabulary>> models = new HashMap<>();
    folders.forEach((language, folder) -> models.put(language, Vocabulary.of(folder)));
    ListeningNotes notes = new ListeningNotes(models);
    Set<String> told = new LinkedHashSet<>();
    new TreeMap<>(line.flows()).values().forEach(flow -> told.addAll(notes.of(flow)));
    told.addAll(withoutEar(line));
    return List.copyOf(told);
  }

  /** Asterisk has the sound of its callers; we have it only where it is sent to us. */
  private static List<String> withoutEar(Line line) {
    Optional<AsteriskSettings> deaf =
        line.configuration().settings().asterisk().filter(asterisk -> asterisk.ear().isEmpty());
    return new TreeSet<>(deaf.map(AsteriskSettings::numbers).orElse(Map.of()).values())
        .stream()
            .flatMap(name -> Optional.ofNullable(line.flows().get(name)).stream())
            .flatMap(flow -> withoutEar(flow).stream())
            .toList();
  }

  private static Optional<String> withoutEar(Flow flow) {
    String listening =
        flow.steps().values().stream()
            .filter(step -> flow.languages().stream().anyMatch(l -> listens(step.action(), l)))
            .map(step -> step.id())
            .collect(Collectors.joining(", "));
    return listening.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the flow '%s' goes by keys alone for callers through Asterisk; with 'ear' under 'asterisk' these steps would listen: %s"
                .formatted(flow.name(), listening));
  }

  private List<String> of(Flow flow) {
    List<String> told = new ArrayList<>();
    for (Language language : flow.languages()) {
      List<String> listening =
          flow.steps().values().stream()
              .filter(step -> listens(step.action(), language))
              .map(step -> step.id())
              .toList();
      if (listening.isEmpty()) {
        continue;
      }
      if (models.containsKey(language)) {
        told.addAll(unknownWords(flow, language));
      } else {
        told.add(withoutModel(flow, language, listening));
      }
    }
    return told;
  }

  private static boolean listens(Action action, Language language) {
    return switch (action) {
      case Menu menu ->
          menu.phrases().all().stream().anyMatch(phrase -> phrase.language().equals(language));
      case Ask ask -> ask.voice() == Ask.ByVoice.YES && !DigitWords.of(language).isEmpty();
      default -> false;
    };
  }

  private static String withoutModel(Flow flow, Language language, List<String> steps) {
    return "the flow '%s' goes by keys alone in the language '%s'; with a model these steps would listen: %s. %s"
        .formatted(
            flow.name(),
            language,
            String.join(", ", steps),
            DigitWords.of(language).isEmpty()
                ? "There is no model for this language in this version"
                : "scripts/get-vosk-model " + language + " fetches one for speech.listen");
  }

  private List<String> unknownWords(Flow flow, Language language) {
    Optional<Vocabulary> words = models.getOrDefault(language, Optional.empty());
    if (words.isEmpty()) {
      return List.of();
    }
    return flow.steps().values().stream()
        .flatMap(step -> phrases(step.action()).stream())
        .filter(phrase -> phrase.language().equals(language))
        .distinct()
        .flatMap(phrase -> unknown(phrase, words.get()).stream())
        .toList();
  }

  private static List<Phrases.Phrase> phrases(Action action) {
    return switch (action) {
      case Menu menu -> menu.phrases().all();
      case Ask ask when ask.voice() == Ask.ByVoice.YES -> ask.zero().list();
      default -> List.of();
    };
  }

  private static Optional<String> unknown(Phrases.Phrase phrase, Vocabulary words) {
    Set<String> lacking = words.lacks(List.of(phrase.words()));
    return lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Problem(
                    phrase.place(),
                    "the model does not know '%s', so '%s' is never understood"
                        .formatted(String.join("', '", lacking), phrase.words()),
                    "Choose another word, or take a larger model")
                .toString());
  }
}
