package org.liniya.server.imports;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which single keys the {@code digits} of a FreeSWITCH entry stand for: a key, or a pattern such as
 * {@code /^[1-3]$/}. Patterns are read, never run. Pure.
 */
final class DigitPattern {

  private static final String KEYS = "0123456789*#";

  private static final Pattern ONE =
      Pattern.compile("/?\\^?\\(?(?:\\[([0-9*#-]{1,24})\\]|(\\\\d)|\\\\?([0-9*#]))\\)?\\$?/?");

  private DigitPattern() {}

  /** Empty for anything that is not one key. */
  static Optional<Set<Character>> keys(String digits) {
    Matcher one = ONE.matcher(digits);
    if (!one.matches()) {
      return Optional.empty();
    }
    Set<Character> keys = new LinkedHashSet<>();
    if (one.group(2) != null) {
      "0123456789".chars().forEach(c -> keys.add((char) c));
    } else if (one.group(3) != null) {
      keys.add(one.group(3).charAt(0));
    } else {
      classOf(one.group(1), keys);
    }
    return keys.isEmpty() ? Optional.empty() : Optional.of(keys);
  }

  private static void classOf(String written, Set<Character> keys) {
    for (int i = 0; i < written.length(); i++) {
      char from = written.charAt(i);
      boolean range = i + 2 < written.length() && written.charAt(i + 1) == '-';
      char to = range ? written.charAt(i + 2) : from;
      KEYS.chars().filter(c -> c >= from && c <= to).forEach(c -> keys.add((char) c));
      i += range ? 2 : 0;
    }
  }
}
