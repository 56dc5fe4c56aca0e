package org.liniya.server.e2e;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A false piece of personal data that is put in somewhere and must come out nowhere. Immutable.
 *
 * @param way how it was put in
 * @param value digits, or a name
 */
record Canary(String way, String value) {

  /** What stands between digits, a byte each; a zero byte makes UTF-16 of it. */
  private static final String BETWEEN =
      "[\\x00\\x10-\\x15 \\-().,/_:\\xC2\\xA0\\xE2\\x80\\x90-\\x95]{0,5}";

  /**
   * Where it stands in the bytes, in whatever spelling: digits in UTF-8 or UTF-16, grouped or not,
   * of a telephone without its first digits, of SNILS without its check digits; names in any case,
   * escaped for JSON or for a URI.
   *
   * @param bytes one character a byte (ISO 8859-1)
   * @return what stands there, with a little around it
   */
  Optional<String> in(String bytes) {
    Matcher found = pattern().matcher(bytes);
    if (!found.find()) {
      return Optional.empty();
    }
    int from = Math.max(0, found.start() - 60);
    int to = Math.min(bytes.length(), found.end() + 40);
    return Optional.of(bytes.substring(from, to).replaceAll("[^\\x20-\\x7e]", "."));
  }

  private boolean isNumber() {
    return value.matches("\\+?\\d+");
  }

  private Pattern pattern() {
    return isNumber()
        ? Pattern.compile(
            core().chars().mapToObj(Character::toString).collect(Collectors.joining(BETWEEN)))
        : Pattern.compile(names().map(Pattern::quote).collect(Collectors.joining("|")));
  }

  /** What must not be seen of it, however much more is. */
  private String core() {
    String digits = value.replace("+", "");
    boolean telephone = value.startsWith("+");
    if (telephone) {
      return digits.substring(1);
    }
    return digits.length() == 11 ? digits.substring(0, 9) : digits;
  }

  private Stream<String> names() {
    return Stream.of(value, value.toLowerCase(Locale.ROOT), value.toUpperCase(Locale.ROOT))
        .flatMap(
            text ->
                Stream.of(
                    text,
                    URLEncoder.encode(text, StandardCharsets.UTF_8),
                    escaped(text, "\\u%04x"),
                    escaped(text, "\\u%04X")))
        .flatMap(Canary::bytes);
  }

  private static Stream<String> bytes(String text) {
    return Stream.concat(
        Stream.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)
            .map(charset -> new String(text.getBytes(charset), StandardCharsets.ISO_8859_1)),
        Stream.of(inH2(text)));
  }

  /** H2 writes nearly UTF-8: without the first bit of the second byte. */
  private static String inH2(String text) {
    return text.chars()
        .mapToObj(
            c ->
                c < 0x80
                    ? Character.toString(c)
                    : Character.toString(0xc0 | (c >> 6)) + Character.toString(c & 0x3f))
        .collect(Collectors.joining());
  }

  private static String escaped(String text, String form) {
    return text.chars()
        .mapToObj(c -> c < 128 ? Character.toString(c) : String.format(Locale.ROOT, form, c))
        .collect(Collectors.joining());
  }
}
