package org.liniya.speak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the sentences among clips by the texts of their prompts. Pure functions. */
final class Sentences {

  private Sentences() {}

  /** The clips of each sentence, in order; none is lost. */
  static List<List<Clip>> split(List<Clip> clips, Function<Clip.Prompt, Optional<String>> texts) {
    List<List<Clip>> sentences = new ArrayList<>();
    List<Clip> now = new ArrayList<>();
    Clip.@Nullable Prompt last = null;
    for (Clip clip : clips) {
      boolean begins =
          switch (clip) {
            case Clip.Prompt prompt -> last != null && begins(last, prompt, texts);
            case Clip.Silence _ -> last != null && ends(last, texts);
            case Clip.Text _, Clip.Tone _, Clip.Music _ -> true;
          };
      if (begins && !now.isEmpty()) {
        sentences.add(now);
        now = new ArrayList<>();
        last = null;
      }
      now.add(clip);
      switch (clip) {
        case Clip.Prompt prompt -> last = prompt;
        case Clip.Silence _ -> {}
        case Clip.Text _, Clip.Tone _, Clip.Music _ -> {
          sentences.add(now);
          now = new ArrayList<>();
          last = null;
        }
      }
    }
    if (!now.isEmpty()) {
      sentences.add(now);
    }
    return sentences;
  }

  private static boolean begins(
      Clip.Prompt last, Clip.Prompt next, Function<Clip.Prompt, Optional<String>> texts) {
    return !last.language().equals(next.language())
        || ends(last, texts)
        || texts
            .apply(next)
            .filter(text -> !text.isEmpty() && Character.isUpperCase(text.codePointAt(0)))
            .isPresent();
  }

  private static boolean ends(Clip.Prompt last, Function<Clip.Prompt, Optional<String>> texts) {
    return texts.apply(last).filter(Sentences::isClosed).isPresent();
  }

  private static boolean isClosed(String text) {
    return text.matches("(?s).*[.!?…]") && !text.endsWith(".m."); // "six p.m." goes on
  }

  /** With a full stop, so that a voice comes to an end. */
  static String closed(String text) {
    return isClosed(text) ? text : text.replaceFirst("[,:;—\\s]+$", "") + ".";
  }
}
