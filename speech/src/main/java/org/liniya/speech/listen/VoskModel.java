package org.liniya.speech.listen;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liniya.audio.G711;
import org.liniya.listen.AcceptanceRule;
import org.liniya.listen.DigitWords;
import org.liniya.listen.Expected;
import org.liniya.listen.HeardWord;
import org.vosk.LibVosk;
import org.vosk.Model;
import org.vosk.Recognizer;

/** A Vosk model of one language, shared by all who listen in it. For any thread. */
final class VoskModel implements AutoCloseable {

  private static final Pattern WORD =
      Pattern.compile("\"conf\"\\s*:\\s*([-+.0-9eE]+)[^}]*?\"word\"\\s*:\\s*\"([^\"]*)\"");
  private static final Pattern PARTIAL = Pattern.compile("\"partial\"\\s*:\\s*\"([^\"]*)\"");

  static {
    // else texts go to and fro in the encoding of the locale, which under LANG=C knows no Russian
    System.setProperty("jna.encoding", "UTF-8");
  }

  private final Model model;
  private final Optional<Vocabulary> vocabulary;

  /**
   * Loads it; takes as long as the model is large.
   *
   * @throws RecognizerException when the folder holds none, or the engine is not there
   */
  VoskModel(Path folder) {
    ModelFolder.fault(folder)
        .ifPresent(
            fault -> {
              throw new RecognizerException(fault);
            });
    vocabulary = Vocabulary.of(folder);
    try {
      LibVosk.vosk_set_log_level(-1); // it prints to the standard error
      model = new Model(folder.toString());
    } catch (IOException | LinkageError broken) {
      throw new RecognizerException("Vosk cannot load the model in " + folder, broken);
    }
  }

  /** The words of phrases that it never hears; none are known where its words are not. */
  Set<String> lacks(Collection<String> phrases) {
    return vocabulary.map(words -> words.lacks(phrases)).orElse(Set.of());
  }

  Decoder open(Expected expected) {
    try {
      Recognizer recognizer =
          switch (expected) {
            case Expected.Phrases(var _, Set<String> phrases) -> limited(phrases);
            case Expected.Digits digits ->
                limited(
                    Stream.concat(
                            DigitWords.of(digits.language()).stream(), digits.others().stream())
                        .collect(Collectors.toUnmodifiableSet()));
            case Expected.Anything _ -> new Recognizer(model, G711.RATE);
          };
      if (recognizer.getPointer() == null) { // calls of it would take the process down
        throw new RecognizerException("Vosk makes no recogniser");
      }
      recognizer.setWords(true);
      return new VoskDecoder(recognizer, expected);
    } catch (IOException | LinkageError broken) {
      throw new RecognizerException("Vosk makes no recogniser", broken);
    }
  }

  private Recognizer limited(Set<String> phrases) throws IOException {
    return new Recognizer(model, G711.RATE, grammar(phrases));
  }

  /** A list in JSON, without the phrases of which the model lacks a word. */
  private String grammar(Set<String> phrases) {
    return Stream.concat(
            phrases.stream().sorted().flatMap(phrase -> spelling(phrase).stream()),
            Stream.of(HeardWord.UNKNOWN))
        .map(phrase -> '"' + phrase.replace("\\", "").replace("\"", "") + '"')
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private Optional<String> spelling(String phrase) {
    if (vocabulary.isEmpty()) {
      return Optional.of(phrase);
    }
    List<String> spelled = new ArrayList<>();
    for (String word : phrase.split(" ", -1)) {
      Optional<String> spelling = vocabulary.get().spelling(word);
      if (spelling.isEmpty()) {
        return Optional.empty();
      }
      spelled.add(spelling.get());
    }
    return Optional.of(String.join(" ", spelled));
  }

  @Override
  public void close() {
    model.close();
  }

  /** The words of a result: {@code {"result": [{"conf": 0.9, …, "word": "да"}], "text": "да"}}. */
  static List<HeardWord> words(String json) {
    List<HeardWord> words = new ArrayList<>();
    Matcher found = WORD.matcher(json);
    while (found.find()) {
      words.add(new HeardWord(found.group(2), Double.parseDouble(found.group(1))));
    }
    return words;
  }

  private record VoskDecoder(Recognizer recognizer, Expected expected) implements Decoder {

    @Override
    public boolean accept(short[] sound, int length) {
      return recognizer.acceptWaveForm(sound, length);
    }

    @Override
    public int wordsSoFar() {
      Matcher found = PARTIAL.matcher(recognizer.getPartialResult());
      return found.find()
          ? (int)
              Stream.of(found.group(1).split(" ", -1))
                  .filter(word -> !word.isEmpty() && AcceptanceRule.counts(expected, word))
                  .count()
          : 0;
    }

    @Override
    public List<HeardWord> words() {
      return VoskModel.words(recognizer.getResult());
    }

    @Override
    public List<HeardWord> lastWords() {
      return VoskModel.words(recognizer.getFinalResult());
    }

    @Override
    public void close() {
      recognizer.close();
    }
  }
}
