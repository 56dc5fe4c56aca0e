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
  private final Map<Language, Map<String, PromptState>> states;
  private final Map<String, Sound> music;
  private final Rendered rendered;
  private final List<PromptProblem> problems;

  /**
   * What the voices have added to the files.
   *
   * @param keys under which the cache holds it
   * @param fresh how many prompts of it were made just now
   */
  public record Rendered(Set<String> keys, int fresh) {
    public Rendered {
      keys = Set.copyOf(keys);
    }
  }

  private PromptLibrary(
      Map<Language, Map<String, String>> texts,
      List<Loaded> loaded,
      Map<String, Sound> music,
      List<PromptProblem> problems) {
    this.texts = copy(texts);
    Map<Language, Map<String, Sound>> heard = new HashMap<>();
    Map<Language, Map<String, PromptState>> told = new HashMap<>();
    Set<String> keys = new TreeSet<>();
    int fresh = 0;
    for (Loaded each : loaded) {
      heard.put(each.language(), each.sounds().sounds());
      told.put(each.language(), each.sounds().states());
      keys.addAll(each.sounds().keys());
      fresh += each.sounds().fresh();
    }
    this.sounds = copy(heard);
    this.states = copy(told);
    this.music = Map.copyOf(music);
    this.rendered = new Rendered(keys, fresh);
    this.problems = List.copyOf(problems);
  }

  /** One language of those that are being loaded. */
  private record Loaded(Language language, LanguageSounds sounds) {}

  /** As the other, by files alone: no voice speaks. */
  public static PromptLibrary load(
      Map<Language, Map<String, String>> texts, Path prompts, Path music) {
    return load(texts, prompts, music, Rendering.NONE);
  }

  /**
   * Reads the sounds for texts that are already known, and has the voices make what no file says.
   *
   * @param texts what each prompt says, by language and name (from {@code prompts/LANG.yaml}, which
   *     the caller parses, for it knows the lines to blame)
   * @param prompts the folder with {@code LANG/NAME.wav}, usually {@code config/prompts}
   * @param music the folder with music on hold, usually {@code config/music}
   * @param rendering is asked for the texts that no file says as they are now
   */
  public static PromptLibrary load(
      Map<Language, Map<String, String>> texts, Path prompts, Path music, Rendering rendering) {
    List<PromptProblem> problems = new ArrayList<>();
    Map<String, Language> inOrder = new TreeMap<>();
    texts.keySet().forEach(language -> inOrder.put(language.tag(), language));
    List<Loaded> loaded = new ArrayList<>();
    for (Language language : inOrder.values()) {
      Map<String, String> own = texts.getOrDefault(language, Map.of());
      loaded.add(
          new Loaded(
              language, new LanguageSounds(language, own, prompts, problems).load(rendering)));
    }
    Map<String, Sound> tunes = MusicFolder.read(music, problems);
    if (tunes.isEmpty()) {
      problems.add(new PromptProblem.NoMusic(music));
    }
    return new PromptLibrary(texts, loaded, tunes, problems);
  }

  /** Where the sound of each prompt of a language comes from, by name. */
  public Map<String, PromptState> states(Language language) {
    return states.getOrDefault(language, Map.of());
  }

  /** What was not in files. */
  public Rendered rendered() {
    return rendered;
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
