package org.liniya.flow.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.liniya.port.PromptCatalogue;
import org.liniya.port.SentenceReader;
import org.liniya.speak.Clip;
import org.liniya.speak.Sentence;
import org.liniya.speak.Utterance;

/**
 * Has sentences read of which a fragment is missing, before they are played: never two voices in
 * one sentence. What nobody reads is played as far as there are fragments. On the call's thread,
 * which waits for the reader.
 */
final class Reading {

  private final PromptCatalogue prompts;

  Reading(PromptCatalogue prompts) {
    this.prompts = prompts;
  }

  /** What is to be played. */
  Utterance of(Utterance utterance) {
    SentenceReader reader = prompts.reader();
    if (reader.languages().isEmpty() || isComplete(utterance)) {
      return utterance;
    }
    List<Sentence> read = Sentence.of(utterance, prompts, reader.languages());
    List<Sentence> unread = Sentence.of(utterance, prompts, Set.of());
    List<Sentence> played = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      boolean silent =
          read.get(i) instanceof Sentence.ByEngine(Clip.Text text, Set<String> _)
              && !reader.read(text);
      played.add(silent ? unread.get(i) : read.get(i));
    }
    return Sentence.utterance(played);
  }

  private boolean isComplete(Utterance utterance) {
    return utterance.clips().stream()
        .allMatch(
            clip ->
                !(clip instanceof Clip.Prompt prompt)
                    || prompts.names(prompt.language()).contains(prompt.name()));
  }
}
