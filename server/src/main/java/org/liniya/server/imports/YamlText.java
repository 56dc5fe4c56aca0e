package org.liniya.server.imports;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes texts as YAML scalars, so that a reader gets the same text whatever it is. Stateless. */
final class YamlText {

  private YamlText() {}

  /** Plain where that is safe for every reader of YAML, else in double quotes. */
  static String of(String text) {
    boolean plain =
        text.matches("[A-Za-z][A-Za-z0-9_-]{0,63}")
            && !text.matches("(?i)y|n|yes|no|on|off|true|false|null");
    return plain ? text : quoted(text);
  }

  /** In double quotes, on one line. */
  static String quoted(String text) {
    return text.codePoints()
        .mapToObj(YamlText::character)
        .collect(Collectors.joining("", "\"", "\""));
  }

  /** A list on one line. */
  static String list(Collection<String> texts) {
    return texts.stream().map(YamlText::of).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String character(int c) {
    if (c == '"' || c == '\\') {
      return "\\" + (char) c;
    }
    boolean printable = (c >= 0x20 && c < 0x7f) || (c > 0xa0 && Character.isLetterOrDigit(c));
    boolean known = "–—«»…№°„“”’".indexOf(c) >= 0;
    if (printable || known) {
      return Character.toString(c);
    }
    if (Character.getType(c) == Character.SURROGATE) {
      return "?"; // half a character: no file could hold it
    }
    return String.format(Locale.ROOT, c <= 0xffff ? "\\u%04x" : "\\U%08x", c);
  }
}
