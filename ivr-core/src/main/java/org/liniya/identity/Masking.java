package org.liniya.identity;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks what looks like a personal number in a free text: of telephones, SNILS, INN, passports and
 * cards only the last two digits stay, so that one line can still be told from another. When in
 * doubt it masks; identifiers of calls, moments, addresses, ports, numbers of tickets and whatever
 * else has fewer than ten digits stay as they are. It is the last net behind types that hide their
 * value, never the reason to put one into a text: names have no form that could be found. A pure
 * function, in time linear in the text.
 */
public final class Masking {

  private static final int SHOWN = 2;

  /** Behind a plus; without one it takes ten. */
  private static final int FEWEST_DIGITS = 8;

  private static final String BETWEEN = "[ \\u00a0\\u2009\\u202f\\u2010-\\u2015\\u2212_-]";
  private static final String D = "\\p{Nd}";

  /** Nothing may touch the number: it would be part of a longer one. */
  private static final String ALONE = "(?<!" + D + ")";

  private static final String END = "(?!" + D + ")";

  /** What is kept although it has many digits: identifiers of calls and legs, and a moment. */
  private static final String KEPT =
      "(?<kept>\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b"
          + "|\\basterisk-[12]\\d{9}\\.\\d{1,9}\\b" // seconds, and a count
          + "|(?<!\\p{Nd})[12]\\d{3}-[01]\\d-[0-3]\\d[T ][0-2]\\d:[0-5]\\d"
          + "(?::[0-5]\\d(?:[.,]\\d{1,9}(?!\\d))?)?)";

  private static final Pattern PERSONAL =
      Pattern.compile(
          String.join(
              "|",
              KEPT,
              ALONE + D + "{10,}+",
              // a plus, and digits in any grouping
              "\\+" + D + "(?:[ \\u00a0\\u2010-\\u2015().-]{0,2}" + D + "){7,14}" + END,
              // 8 (916) 123-45-67, 916 123 45 67
              ALONE
                  + ("(?:[78]" + BETWEEN + "?)?\\(?" + D + "{3}\\)?" + BETWEEN + "?")
                  + (D + "{3}" + BETWEEN + "?" + D + "{2}" + BETWEEN + "?" + D + "{2}" + END),
              // 8.916.123.45.67; without the 8 it could be an address
              ALONE + "[78]\\." + D + "{3}\\." + D + "{3}\\." + D + "{2}\\.?" + D + "{2}" + END,
              // 112-233-445 95
              ALONE
                  + (D + "{3}" + BETWEEN + "?" + D + "{3}" + BETWEEN + "?" + D + "{3}")
                  + (BETWEEN + "?" + D + "{2}" + END),
              // 45 08 123456, 4508 № 123456
              ALONE
                  + (D + "{2}" + BETWEEN + "?" + D + "{2}" + BETWEEN + "{0,2}")
                  + ("(?:№|N[o.º]{0,2})?" + BETWEEN + "?" + D + "{6}" + END),
              // by fours: INN, cards
              ALONE + D + "{4}(?:" + BETWEEN + D + "{4}){2,3}" + END,
              // 7707 083 893
              ALONE + D + "{4}" + BETWEEN + D + "{3}" + BETWEEN + D + "{3}" + END,
              // key by key, and in pairs
              ALONE + D + "(?:[ ,;_-]{1,2}" + D + "){9,}+" + END,
              ALONE + D + "{2}(?:" + BETWEEN + D + "{2}){4,}+" + BETWEEN + "?" + D + "?" + END));

  private Masking() {}

  /** The text without personal numbers; one that holds none is returned as it is. */
  public static String of(String text) {
    if (!manyDigits(text)) {
      return text;
    }
    return PERSONAL
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group("kept") == null ? masked(found) : found.group()));
  }

  /** Cheap, and true of few lines without their time stamp. */
  private static boolean manyDigits(String text) {
    int digits = 0;
    for (int i = 0; i < text.length() && digits < FEWEST_DIGITS; i++) {
      digits += Character.isDigit(text.charAt(i)) ? 1 : 0;
    }
    return digits == FEWEST_DIGITS;
  }

  private static String masked(MatchResult found) {
    StringBuilder text = new StringBuilder(found.group());
    int shown = 0;
    for (int i = text.length() - 1; i >= 0; i--) {
      if (Character.isDigit(text.charAt(i)) && ++shown > SHOWN) {
        text.setCharAt(i, '*');
      }
    }
    return text.toString();
  }
}
