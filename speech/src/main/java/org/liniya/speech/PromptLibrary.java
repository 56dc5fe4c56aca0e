package org.liniya.speech;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.port.PromptCatalogue;

/**
 * All prompts and the music on hold, in memory and encoded for each codec. Immutable, so safe on
 * any thread and never blocking; to reload, {@link #load} another and put it in this one's place.
 *
 * <p>Only {@link #load} touches files; faults it meets are {@link #problems}, and the library is
 * usable in spite of them: a prompt without sound is a prompt that is not in {@link #names}.
 */
public final class PromptLibrary implements PromptCatalogue {

  private final Map<Language, Map<String, String>> texts;
  private final Map<Language, Map<String, Sound>> sounds;
  private final Map<String, Sound> music;
  private final List<PromptProblem> problems;

  private PromptLibrary(
      Map<Language, Map<String, String>> texts,
      Map<Language, Map<String, Sound>> sounds,
      Map<String, Sound> music,
      List<PromptProblem> problems) {
    this.texts = copy(texts);
    this.sounds = copy(sounds);
    this.music = Map.copyOf(music);
    this.problems = List.copyOf(problems);
  }

  /**
   * Reads the sounds for texts that are already known.
   *
   * @param texts what each prompt says, by language and name (from {@code prompts/LANG.yaml}, which
   *     the caller parses, for it knows the lines to blame)
   * @param prompts the folder with {@code LANG/NAME.wav}, usually {@code config/prompts}
   * @param music the folder with music on hold, usually {@code config/music}
   */
  public static PromptLibrary load(
      Map<Language, Map<String, String>> texts, Path prompts, Path music) {
    List<PromptProblem> problems = new ArrayList<>();
    Map<Language, Map<String, Sound>> sounds = new HashMap<>();
    Map<String, Language> inOrder = new TreeMap<>();
    texts.keySet().forEach(language -> inOrder.put(language.tag(), language));
    for (Language language : inOrder.values()) {
      Path folder = prompts.resolve(language.tag());
      Map<String, Sound> found = SoundFolder.read(folder, SoundFolder.Kind.PROMPTS, problems);
      compare(language, texts.getOrDefault(language, Map.of()), found, folder, problems);
      PromptIndex.read(prompts.resolve(language.tag() + ".sha256"))
          .ifPresent(
              index ->
                  findStale(language, texts.getOrDefault(language, Map.of()), index, problems));
      sounds.put(language, found);
    }
    Map<String, Sound> tunes = SoundFolder.read(music, SoundFolder.Kind.MUSIC, problems);
    if (tunes.isEmpty()) {
      problems.add(new PromptProblem.NoMusic(music));
    }
    return new PromptLibrary(texts, sounds, tunes, problems);
  }

  private static void findStale(
      Language language,
      Map<String, String> texts,
      PromptIndex index,
      List<PromptProblem> problems) {
    new TreeMap<>(texts)
        .forEach(
            (name, text) -> {
              if (index.stale(name, text)) {
                problems.add(new PromptProblem.Stale(language, name));
              }
            });
  }

  private static void compare(
      Language language,
      Map<String, String> texts,
      Map<String, Sound> sounds,
      Path folder,
      List<PromptProblem> problems) {
    Set<String> names = new TreeSet<>(texts.keySet());
    names.addAll(sounds.keySet());
    for (String name : names) {
      Path file = folder.resolve(name + ".wav");
      if (!sounds.containsKey(name)) {
        problems.add(new PromptProblem.NoSound(language, name, file));
      } else if (!texts.containsKey(name)) {
        problems.add(new PromptProblem.NoText(language, name, file));
      }
    }
  }

  @Override
  public Optional<String> text(Language language, String name) {
    return Optional.ofNullable(texts.getOrDefault(language, Map.of()).get(name));
  }

  @Override
  public Optional<byte[]> sound(Language language, String name, Encoding encoding) {
    return Optional.ofNullable(sounds.getOrDefault(language, Map.of()).get(name))
        .map(sound -> sound.in(encoding));
  }

  @Override
  public Optional<byte[]> music(String name, Encoding encoding) {
    return Optional.ofNullable(music.get(name)).map(sound -> sound.in(encoding));
  }

  @Override
  public Set<String> names(Language language) {
    return sounds.getOrDefault(language, Map.of()).keySet();
  }

  @Override
  public Set<Language> languages() {
    return texts.keySet();
  }

  /** The names of music on hold. */
  public Set<String> musicNames() {
    return music.keySet();
  }

  /** What was wrong when it was loaded, by language and name. */
  public List<PromptProblem> problems() {
    return problems;
  }

  private static <V> Map<Language, Map<String, V>> copy(Map<Language, Map<String, V>> from) {
    Map<Language, Map<String, V>> copy = new HashMap<>();
    from.forEach((language, values) -> copy.put(language, Map.copyOf(values)));
    return Map.copyOf(copy);
  }
}
