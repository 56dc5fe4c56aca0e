package org.liniya.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.liniya.call.Language;
import org.liniya.speech.voice.Engine;
import org.liniya.speech.voice.Lexicon;
import org.liniya.speech.voice.Pronunciation;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/**
 * Reads {@code prompts/pronounce.yaml}: words that engines say wrongly, each with a spelling that
 * they say rightly. Without the file there are none. For one thread.
 */
final class PronounceFile {

  static final String NAME = "pronounce.yaml";

  private static final int LONGEST = 200;

  /** Festival's syllables: {@code (((p a) 0) ((r o) 1))}. */
  private static final Pattern SYLLABLES =
      Pattern.compile("\\((?:\\(\\((?:[a-z]+)(?: [a-z]+)*\\) [01]\\) ?)+\\)");

  private final Problems problems;

  PronounceFile(Problems problems) {
    this.problems = problems;
  }

  Lexicon read(ConfigFolder folder, SpeechSettings speech) {
    Map<Language, List<Lexicon.Entry>> entries = new HashMap<>();
    Path file = folder.path().resolve(speech.prompts()).resolve(NAME);
    if (Files.exists(file)) {
      Set<String> engines = engines(speech);
      folder
          .section(folder.path().relativize(file).toString())
          .ifPresent(root -> languages(root, engines, entries));
    }
    return new Lexicon(entries);
  }

  private static Set<String> engines(SpeechSettings speech) {
    Set<String> engines = new TreeSet<>(speech.voices().engines().keySet());
    Arrays.stream(Engine.Known.values()).map(Engine.Known::word).forEach(engines::add);
    engines.add(Lexicon.EVERY_ENGINE);
    return engines;
  }

  private void languages(
      Section root, Set<String> engines, Map<Language, List<Lexicon.Entry>> entries) {
    for (Yaml.Text tag : root.keys()) {
      Languages.tag(tag, problems)
          .ifPresent(
              language ->
                  root.section(tag.value())
                      .ifPresent(words -> entries.put(language, words(words, engines))));
    }
    root.keys().forEach(tag -> root.value(tag.value()));
    root.done();
  }

  private List<Lexicon.Entry> words(Section words, Set<String> engines) {
    List<Lexicon.Entry> entries = new ArrayList<>();
    for (Yaml.Text word : words.keys()) {
      if (!Pronunciation.isWord(word.value())) {
        problems.add(
            word.place(),
            "'" + word.value() + "' is no word",
            "Write one word as it stands in the texts; each form of it is a word of its own");
      }
      entries.add(new Lexicon.Entry(word.value(), spellings(word, words, engines)));
    }
    words.done();
    return entries;
  }

  /** One spelling for all engines, or a table of engines. */
  private Map<String, String> spellings(Yaml.Text word, Section words, Set<String> engines) {
    Map<String, String> spellings = new HashMap<>();
    if (words.value(word.value()).orElse(word) instanceof Yaml.Table) {
      words
          .section(word.value())
          .ifPresent(
              table -> {
                for (Yaml.Text engine : table.keys()) {
                  if (!engines.contains(engine.value())) {
                    problems.add(
                        engine.place(),
                        "there is no engine '" + engine.value() + "'",
                        DidYouMean.hint(engine.value(), engines));
                  }
                  spellings.put(engine.value(), spelling(table, engine));
                }
              });
    } else {
      spellings.put(Lexicon.EVERY_ENGINE, spelling(words, word));
    }
    return spellings;
  }

  private String spelling(Section keys, Yaml.Text key) {
    String spelling = keys.text(key.value(), "").strip();
    boolean festivals = spelling.startsWith("(");
    if (spelling.isEmpty() || spelling.length() > LONGEST) {
      problems.add(
          keys.placeOf(key.value()),
          "a spelling has 1 to " + LONGEST + " characters",
          "Write the word as the engine should read it");
    } else if (festivals && !SYLLABLES.matcher(spelling).matches()) {
      problems.add(
          keys.placeOf(key.value()),
          "these are no syllables of Festival",
          "Write them as (((p a) 0) ((r o) 1) ((ll i) 0)), 1 for the stressed one");
    } else if (festivals && !key.value().equals("festival")) {
      problems.add(
          keys.placeOf(key.value()),
          "only Festival reads syllables",
          "Write { festival: '" + spelling + "' }");
    }
    return spelling;
  }
}
