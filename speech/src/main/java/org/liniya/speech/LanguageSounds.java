package org.liniya.speech;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.liniya.audio.G711;
import org.liniya.call.Language;
import org.liniya.port.Encoding;

/**
 * Brings the texts of one language and their sounds together: a file counts when it says the
 * present text, and what no file says is asked of the voices. Used while a library is loaded, on
 * one thread.
 */
final class LanguageSounds {

  private final Language language;
  private final Map<String, String> texts;
  private final Path prompts;
  private final Path folder;
  private final List<PromptProblem> problems;

  /** Names the voice of a file that the index does not know. */
  private static final String UNKNOWN = "file";

  private final Map<String, Sound> sounds = new HashMap<>();
  private final Map<String, PromptState> states = new TreeMap<>();
  private final Set<String> keys = new HashSet<>();
  private int fresh;

  LanguageSounds(
      Language language, Map<String, String> texts, Path prompts, List<PromptProblem> problems) {
    this.language = language;
    this.texts = texts;
    this.prompts = prompts;
    this.folder = prompts.resolve(language.tag());
    this.problems = problems;
  }

  /** The sounds by name; adds to the problems. */
  LanguageSounds load(Rendering rendering) {
    Map<String, Sound> files = SoundFolder.read(folder, SoundFolder.Kind.PROMPTS, problems);
    Optional<PromptIndex> index = PromptIndex.read(prompts.resolve(language.tag() + ".sha256"));
    sounds.putAll(files);
    Map<String, String> wanted = new TreeMap<>();
    for (String name : new TreeSet<>(texts.keySet())) {
      String text = texts.getOrDefault(name, "");
      boolean stale = index.filter(i -> i.stale(name, text)).isPresent();
      boolean own = index.filter(i -> i.own(name)).isPresent();
      String voice = index.flatMap(i -> i.voice(name)).orElse(UNKNOWN);
      if (files.containsKey(name) && !stale) {
        states.put(name, new PromptState.OfFile(voice));
      } else {
        states.put(name, stale ? new PromptState.Stale(voice) : new PromptState.Missing());
        if (!own) { // whoever has recorded it is not replaced by a machine unasked
          wanted.put(name, text);
        }
      }
    }
    take(rendering.render(language, wanted));
    report(files.keySet());
    return this;
  }

  private void take(Rendering.Outcome outcome) {
    outcome
        .made()
        .forEach(
            (name, made) -> {
              sounds.put(name, made.sound());
              states.put(name, new PromptState.OfVoice(made.voice()));
              keys.add(made.key());
              fresh += made.fresh() ? 1 : 0;
              long seconds = made.sound().in(Encoding.PCMA).length / G711.RATE;
              if (seconds >= SoundFolder.Kind.PROMPTS.longestSeconds()) {
                problems.add(new PromptProblem.LongText(language, name, seconds));
              }
            });
    for (String name : outcome.promised()) {
      sounds.remove(name); // the words of yesterday
      states.put(name, new PromptState.Promised());
    }
    Set<String> told = new HashSet<>();
    new TreeMap<>(outcome.failed())
        .forEach(
            (name, problem) -> {
              if (told.add(problem.why())) { // two hundred texts want the same program
                problems.add(problem);
              }
            });
  }

  private void report(Set<String> files) {
    Set<String> names = new TreeSet<>(texts.keySet());
    names.addAll(files);
    for (String name : names) {
      switch (states.get(name)) {
        case null ->
            problems.add(new PromptProblem.NoText(language, name, folder.resolve(name + ".wav")));
        case PromptState.Missing() ->
            problems.add(new PromptProblem.NoSound(language, name, folder.resolve(name + ".wav")));
        case PromptState.Stale(String _) -> problems.add(new PromptProblem.Stale(language, name));
        case PromptState.OfFile(String _) -> {}
        case PromptState.OfVoice(String _) -> {}
        case PromptState.Promised() -> {}
      }
    }
  }

  Map<String, Sound> sounds() {
    return sounds;
  }

  Map<String, PromptState> states() {
    return states;
  }

  /** Under which the cache holds what is in use. */
  Set<String> keys() {
    return keys;
  }

  /** How many were made just now. */
  int fresh() {
    return fresh;
  }
}
