package org.liniya.speech.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of one language that one engine would say wrongly, each with a spelling that it says
 * rightly: letters, or whatever notation of sounds the engine knows. Immutable; pure.
 */
public record Pronunciation(Map<String, String> spellings) {

  public static final Pronunciation NONE = new Pronunciation(Map.of());

  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{M}\\p{Nd}]+(?:-[\\p{L}\\p{M}\\p{Nd}]+)*");

  /** A word in the sounds of Festival: its syllables, each with its stress. */
  public record Sounds(String word, String syllables) {}

  /**
   * @param spellings by word, in whatever case
   */
  public Pronunciation {
    Map<String, String> small = new TreeMap<>();
    spellings.forEach((word, spelling) -> small.put(small(word), spelling));
    spellings = Map.copyOf(small);
  }

  /** Whether a text is one word, as the words of a text are told apart. */
  public static boolean isWord(String text) {
    return WORD.matcher(text).matches();
  }

  /** The text with every word as the engine is to read it. */
  public String respelled(String text) {
    return WORD.matcher(text).replaceAll(found -> Matcher.quoteReplacement(spelled(found)));
  }

  private String spelled(MatchResult found) {
    String spelling = spellings.get(small(found.group()));
    return spelling == null || isSounds(spelling) ? found.group() : spelling;
  }

  /** What of it a text needs, in a fixed order: the sound changes only with these. */
  public List<String> usedIn(String text) {
    List<String> used = new ArrayList<>();
    for (String word : WORD.matcher(text).results().map(MatchResult::group).toList()) {
      String spelling = spellings.get(small(word));
      if (spelling != null) {
        used.add(small(word) + "=" + spelling);
      }
    }
    return used.stream().sorted().distinct().toList();
  }

  /** Those that are given in the sounds of Festival, in a fixed order. */
  List<Sounds> sounds() {
    return spellings.entrySet().stream()
        .filter(each -> isSounds(each.getValue()))
        .map(each -> new Sounds(each.getKey(), each.getValue()))
        .sorted(java.util.Comparator.comparing(Sounds::word))
        .toList();
  }

  /** Festival's notation begins with a list of syllables. */
  private static boolean isSounds(String spelling) {
    return spelling.startsWith("(((");
  }

  private static String small(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
