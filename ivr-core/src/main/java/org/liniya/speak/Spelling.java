package org.liniya.speak;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Clips as a text that a voice can read. Pure functions, for any thread. */
final class Spelling {

  /** A pause that a reader hears; a shorter one only keeps digits apart. */
  private static final Duration COMMA = Duration.ofMillis(300);

  private Spelling() {}

  /**
   * The texts of prompts, one behind the other. What has no text is left out, as are tones and
   * music.
   */
  static String text(List<Clip> clips, Function<Clip.Prompt, Optional<String>> texts) {
    StringBuilder text = new StringBuilder();
    for (Clip clip : clips) {
      switch (clip) {
        case Clip.Prompt prompt -> texts.apply(prompt).ifPresent(word -> add(text, word));
        case Clip.Text(_, String words, _) -> add(text, words);
        case Clip.Silence(Duration length) when isComma(text, length) -> text.append(',');
        case Clip.Silence _, Clip.Music _, Clip.Tone _ -> {}
      }
    }
    return text.toString();
  }

  private static boolean isComma(StringBuilder text, Duration length) {
    return length.compareTo(COMMA) >= 0
        && !text.isEmpty()
        && Character.isLetterOrDigit(text.charAt(text.length() - 1));
  }

  private static void add(StringBuilder text, String word) {
    if (!text.isEmpty()) {
      text.append(' ');
    }
    text.append(word);
  }
}
