package org.liniya.server.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.Language;
import org.liniya.listen.DigitWords;
import org.liniya.speech.listen.ListenSettings;
import org.liniya.speech.listen.ModelFolder;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code speech.listen} of {@code liniya.yaml}. For one thread. */
final class ListenSection {

  private static final int MOST_HEARINGS = 1_000;
  private static final int MOST_THREADS = 64;

  private final Path folder;
  private final Problems problems;

  /**
   * @param folder from which relative paths are taken
   */
  ListenSection(Path folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /** Empty without a model that can be used. */
  Optional<ListenSettings> read(Section keys) {
    Map<Language, Path> models = models(keys);
    int hearings = keys.whole("hearings", ListenSettings.DEFAULT_HEARINGS, 1, MOST_HEARINGS);
    int threads = keys.whole("threads", ListenSettings.defaultThreads(), 1, MOST_THREADS);
    Optional<Path> voiceModel = keys.scalar("voice-model").flatMap(this::voiceModel);
    return models.isEmpty()
        ? Optional.empty()
        : Optional.of(new ListenSettings(models, hearings, threads, voiceModel));
  }

  private Map<Language, Path> models(Section keys) {
    Map<Language, Path> models = new HashMap<>();
    Optional<Section> table = keys.section("models");
    if (table.filter(languages -> !languages.keys().isEmpty()).isEmpty()) {
      problems.add(
          keys.placeOf("models"),
          "'listen' names no model",
          "Write 'models: { ru: FOLDER }', or take 'listen' out: then the line runs on keys alone");
      return models;
    }
    for (Yaml.Text language : table.get().keys()) {
      Optional<Yaml.Text> value = table.get().scalar(language.value());
      if (!isHeard(language.value())) {
        problems.add(
            language.place(),
            "'" + language.value() + "' is no language that callers are understood in",
            "Write ru or en");
      } else {
        value
            .flatMap(this::model)
            .ifPresent(model -> models.put(new Language(language.value()), model));
      }
    }
    return models;
  }

  /** Digits are spoken at every menu; a language without digit words cannot be listened to. */
  private static boolean isHeard(String tag) {
    return tag.matches("[a-z]{2,3}") && !DigitWords.of(new Language(tag)).isEmpty();
  }

  private Optional<Path> model(Yaml.Text text) {
    Optional<Path> path = path(text);
    Optional<String> fault = path.flatMap(ModelFolder::fault);
    fault.ifPresent(
        what ->
            problems.add(
                text.place(),
                what,
                "'scripts/get-vosk-model' fetches a model; without one take 'listen' out"));
    return fault.isPresent() ? Optional.empty() : path;
  }

  private Optional<Path> voiceModel(Yaml.Text text) {
    Optional<Path> path = path(text);
    if (path.filter(file -> !Files.isReadable(file) || Files.isDirectory(file)).isPresent()) {
      problems.add(
          text.place(),
          "there is no file " + path.get(),
          "Name Silero's model (ONNX, version 5), or take 'voice-model' out");
      return Optional.empty();
    }
    return path;
  }

  private Optional<Path> path(Yaml.Text text) {
    try {
      return Optional.of(folder.resolve(text.value()));
    } catch (InvalidPathException e) {
      problems.add(text.place(), "'" + text.value() + "' is no path", "");
      return Optional.empty();
    }
  }
}
