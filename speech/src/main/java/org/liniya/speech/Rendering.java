package org.liniya.speech;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.liniya.call.Language;

/**
 * Where the sound of a text comes from that no file holds. Blocks for as long as the voices take;
 * used while a library is loaded.
 */
public interface Rendering {

  /** What has become of the texts of one language, each under its name. Immutable. */
  record Outcome(
      Map<String, Made> made, Set<String> promised, Map<String, PromptProblem.NotSpoken> failed) {

    public static final Outcome NOTHING = new Outcome(Map.of(), Set.of(), Map.of());

    public Outcome {
      made = Map.copyOf(made);
      promised = Set.copyOf(promised);
      failed = Map.copyOf(failed);
    }
  }

  /**
   * A sound that is there.
   *
   * @param voice that has spoken
   * @param key under which the cache has it
   * @param words what the lexicon has helped with, as a hash; empty for nothing
   * @param fresh whether it was made just now
   */
  record Made(Sound sound, String voice, String key, String words, boolean fresh) {}

  /** The sound of each text, by name, as far as there is any. */
  Outcome render(Language language, Map<String, String> texts);

  /** Nobody speaks: every text needs a file. */
  Rendering NONE = (language, texts) -> Outcome.NOTHING;

  /** Gathers what becomes of texts. For one thread. */
  final class Gathered {
    private final Map<String, Made> made = new HashMap<>();
    private final Set<String> promised = new java.util.HashSet<>();
    private final Map<String, PromptProblem.NotSpoken> failed = new HashMap<>();

    void made(String name, Made sound) {
      made.put(name, sound);
    }

    void promised(String name) {
      promised.add(name);
    }

    void failed(String name, PromptProblem.NotSpoken problem) {
      failed.put(name, problem);
    }

    Outcome outcome() {
      return new Outcome(made, promised, failed);
    }
  }
}
