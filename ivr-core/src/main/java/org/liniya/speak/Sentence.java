package org.liniya.speak;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.liniya.call.Language;
import org.liniya.port.PromptCatalogue;

/**
 * One sentence of an utterance, and which voice says all of it: never two voices in one sentence.
 * Immutable; the rule is a pure function, for any thread.
 */
public sealed interface Sentence {

  /** What a leg plays. */
  List<Clip> clips();

  /** The catalogue has every fragment of it. */
  record ByFragments(List<Clip> clips) implements Sentence {
    public ByFragments {
      clips = List.copyOf(clips);
    }
  }

  /**
   * Fragments are missing: an engine reads it as one text.
   *
   * @param missing the names of the prompts that have no sound
   */
  record ByEngine(Clip.Text text, Set<String> missing) implements Sentence {
    public ByEngine {
      missing = Set.copyOf(missing);
    }

    @Override
    public List<Clip> clips() {
      return List.of(text);
    }
  }

  /**
   * Fragments are missing, and it cannot be read either: there is no engine, or a fragment has no
   * text. What there is is played, for a part of a number is better than silence.
   */
  record Incomplete(List<Clip> clips, Set<String> missing) implements Sentence {
    public Incomplete {
      clips = List.copyOf(clips);
      missing = Set.copyOf(missing);
    }
  }

  /**
   * Decides for each sentence of an utterance. A sentence ends where a text ends with a full stop,
   * an exclamation or a question mark, where the next begins with a capital letter, and where the
   * language changes; tones and music stand alone.
   *
   * @param engines the languages that have an engine
   */
  static List<Sentence> of(Utterance utterance, PromptCatalogue prompts, Set<Language> engines) {
    List<Sentence> sentences = new ArrayList<>();
    for (List<Clip> clips : Sentences.split(utterance.clips(), prompt -> text(prompt, prompts))) {
      sentences.add(decide(clips, prompts, engines));
    }
    return List.copyOf(sentences);
  }

  /** What is played of sentences, in order. */
  static Utterance utterance(List<Sentence> sentences) {
    return new Utterance(sentences.stream().flatMap(each -> each.clips().stream()).toList());
  }

  private static Sentence decide(List<Clip> clips, PromptCatalogue prompts, Set<Language> engines) {
    Set<String> missing = new TreeSet<>();
    boolean readable = true;
    boolean personal = false;
    Optional<Language> language = Optional.empty();
    for (Clip clip : clips) {
      if (clip instanceof Clip.Prompt prompt) {
        language = Optional.of(prompt.language());
        if (!prompts.names(prompt.language()).contains(prompt.name())) {
          missing.add(prompt.name());
        }
        readable &= text(prompt, prompts).isPresent();
        personal |= isValue(prompt);
      }
    }
    if (missing.isEmpty()) {
      return new ByFragments(clips);
    }
    Language in = Objects.requireNonNull(language.orElse(null), "a prompt is missing");
    if (!readable || !engines.contains(in)) {
      return new Incomplete(clips, missing);
    }
    String text = Spelling.text(clips, prompt -> text(prompt, prompts));
    return new ByEngine(new Clip.Text(in, Sentences.closed(text), personal), missing);
  }

  /** As the catalogue has it, else as the grammar does. */
  private static Optional<String> text(Clip.Prompt prompt, PromptCatalogue prompts) {
    return prompts.text(prompt.language(), prompt.name()).or(() -> ofGrammar(prompt));
  }

  private static Optional<String> ofGrammar(Clip.Prompt prompt) {
    return Grammar.find(prompt.language())
        .flatMap(grammar -> Optional.ofNullable(grammar.texts().get(prompt.name())));
  }

  /** Digits, numbers, dates: what is this caller's, and not the line's. */
  private static boolean isValue(Clip.Prompt prompt) {
    return ofGrammar(prompt).isPresent();
  }
}
