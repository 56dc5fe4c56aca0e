package org.liniya.speech.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text as the Russian voice of Festival can read it: it knows letters, commas and full stops;
 * dashes and colons are a comma to the ear. What it does not know is left out, so that no text is
 * ever anything but a text to it. Pure.
 */
final class FestivalText {

  private static final Pattern LAST = Pattern.compile("[ ]?[—:-]+$");
  private static final Pattern COMMAS = Pattern.compile("\\s[—–-]\\s|[:;]\\s");
  private static final Pattern UNKNOWN = Pattern.compile("[^\\p{IsCyrillic}0-9 ,.!?-]");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+");
  private static final Pattern WORD = Pattern.compile("[\\p{IsCyrillic}0-9]");

  private FestivalText() {}

  /** Its sentences; none when there is nothing that it could say. */
  static List<String> sentences(String text) {
    String plain = text.replaceAll("\\p{C}|\\s", " ").strip();
    String known = LAST.matcher(plain).replaceFirst(".");
    known = COMMAS.matcher(known).replaceAll(", ");
    known = UNKNOWN.matcher(known).replaceAll("").replaceAll(" {2,}", " ").strip();
    List<String> sentences = new ArrayList<>();
    for (String sentence : SENTENCE_END.split(known, 0)) {
      String begun = sentence.replaceFirst("^[^\\p{IsCyrillic}0-9]+", "");
      if (WORD.matcher(begun).find()) {
        sentences.add(begun);
      }
    }
    return sentences;
  }
}
