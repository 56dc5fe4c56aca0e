package org.liniya.sip;

import java.util.Locale;
import java.util.Optional;
import org.liniya.call.Key;

/**
 * Reads the keys that telephones send as INFO (RFC 6086 came later; these are the habits of Cisco's
 * {@code application/dtmf-relay} and of {@code application/dtmf}). Holds nothing.
 */
final class InfoKey {

  private InfoKey() {}

  static boolean isType(String contentType) {
    return contentType.equals("application/dtmf-relay") || contentType.equals("application/dtmf");
  }

  static Optional<Key> parse(String body) {
    String first =
        body.lines()
            .map(line -> line.strip().toLowerCase(Locale.ROOT))
            .filter(line -> !line.isEmpty() && !line.startsWith("duration"))
            .findFirst()
            .orElse("");
    String signal =
        (first.startsWith("signal") ? first.substring(first.indexOf('=') + 1) : first)
            .strip()
            .toUpperCase(Locale.ROOT);
    return switch (signal) {
      case "10" -> Optional.of(Key.STAR);
      case "11" -> Optional.of(Key.HASH);
      case "12" -> Optional.of(new Key('A'));
      case "13" -> Optional.of(new Key('B'));
      case "14" -> Optional.of(new Key('C'));
      case "15" -> Optional.of(new Key('D'));
      default ->
          signal.matches("[0-9*#ABCD]") ? Optional.of(new Key(signal.charAt(0))) : Optional.empty();
    };
  }
}
