package org.liniya.speak;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Clips to be played one after the other, without a gap other than the silences among them.
 * Immutable.
 */
public record Utterance(List<Clip> clips) {

  public Utterance {
    clips = List.copyOf(clips);
  }

  public static Utterance of(Clip... clips) {
    return new Utterance(List.of(clips));
  }

  /** The names of the prompts in order, for the journal and for tests. */
  public List<String> promptNames() {
    return clips.stream()
        .filter(Clip.Prompt.class::isInstance)
        .map(clip -> ((Clip.Prompt) clip).name())
        .collect(Collectors.toUnmodifiableList());
  }
}
