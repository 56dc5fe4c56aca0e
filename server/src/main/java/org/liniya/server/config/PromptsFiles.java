package org.liniya.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.liniya.call.Language;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code prompts/LANG.yaml}, the text of every prompt in a language. For one thread. */
final class PromptsFiles {

  private static final String ENDING = ".yaml";

  private final Problems problems;

  PromptsFiles(Problems problems) {
    this.problems = problems;
  }

  Map<Language, Map<String, String>> read(ConfigFolder folder, SpeechSettings speech) {
    Map<Language, Map<String, String>> languages = new LinkedHashMap<>();
    for (Path file : files(folder.path().resolve(speech.prompts()))) {
      String label = folder.path().relativize(file).toString();
      String name = file.getFileName().toString();
      Yaml.Text tag =
          new Yaml.Text(
              Place.start(folder.label(label)),
              name.substring(0, name.length() - ENDING.length()),
              false);
      Languages.tag(tag, problems)
          .ifPresent(
              language ->
                  folder.section(label).ifPresent(root -> languages.put(language, texts(root))));
    }
    return languages;
  }

  private List<Path> files(Path prompts) {
    try (Stream<Path> all = Files.list(prompts)) {
      List<Path> files = new ArrayList<>(all.filter(PromptsFiles::holdsTexts).sorted().toList());
      if (files.isEmpty()) {
        missing(prompts);
      }
      return files;
    } catch (IOException e) {
      missing(prompts);
      return List.of();
    }
  }

  private static boolean holdsTexts(Path file) {
    return file.toString().endsWith(ENDING) && !file.endsWith(PronounceFile.NAME);
  }

  private void missing(Path prompts) {
    problems.add(
        Place.start(prompts.toString()),
        "there are no prompts here",
        "Put ru.yaml and en.yaml with the texts here, or set speech.prompts");
  }

  private Map<String, String> texts(Section root) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Yaml.Text id : root.keys()) {
      Tables.name(id, "[a-z0-9][a-z0-9-]{0,63}", "small letters, digits and dashes", problems);
      String text = root.required(id.value());
      if (text.isBlank()) {
        problems.add(root.placeOf(id.value()), "the prompt '" + id.value() + "' has no words", "");
      }
      texts.put(id.value(), text);
    }
    return texts;
  }
}
