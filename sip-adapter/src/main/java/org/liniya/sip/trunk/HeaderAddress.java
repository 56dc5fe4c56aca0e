package org.liniya.sip.trunk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One value of a header that holds addresses (RFC 3261 section 20.10, 25.1): {@code "name"
 * <uri>;parameter=value}. Immutable.
 *
 * @param uri without angle brackets
 * @param parameters of the header, not of the URI; names in small letters, quotes taken off
 */
public record HeaderAddress(String uri, Map<String, String> parameters) {

  private static final int LONGEST = 4_096;
  private static final int MOST = 32;

  public HeaderAddress {
    parameters = Map.copyOf(parameters);
  }

  /** Personal data. */
  @Override
  public String toString() {
    return "an address";
  }

  /** All values of all lines of a header, in order; what cannot be read is left out. */
  public static List<HeaderAddress> all(List<String> lines) {
    return lines.stream()
        .filter(line -> line.length() <= LONGEST)
        .flatMap(line -> split(line, ',').stream())
        .limit(MOST)
        .map(HeaderAddress::parse)
        .flatMap(Optional::stream)
        .toList();
  }

  static Optional<HeaderAddress> parse(String value) {
    List<String> parts = split(value, ';');
    String address = parts.getFirst().strip();
    int open = afterQuotes(address, '<');
    if (open >= 0) {
      int close = address.indexOf('>', open);
      if (close < 0) {
        return Optional.empty();
      }
      address = address.substring(open + 1, close).strip();
    }
    return address.indexOf(':') < 1
        ? Optional.empty()
        : Optional.of(new HeaderAddress(address, parameters(parts.subList(1, parts.size()))));
  }

  private static Map<String, String> parameters(List<String> parts) {
    Map<String, String> parameters = new TreeMap<>();
    for (String part : parts) {
      int equals = part.indexOf('=');
      String name = (equals < 0 ? part : part.substring(0, equals)).strip();
      String value = equals < 0 ? "" : part.substring(equals + 1).strip();
      parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value.replaceAll("^\"|\"$", ""));
    }
    return parameters;
  }

  private static int afterQuotes(String text, char wanted) {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char here = text.charAt(i);
      if (quoted && here == '\\') {
        i++;
      } else if (here == '"') {
        quoted = !quoted;
      } else if (!quoted && here == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** Splits where neither quotes nor angle brackets are open. */
  private static List<String> split(String text, char at) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    boolean bracketed = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char here = text.charAt(i);
      if (quoted) {
        if (here == '\\') {
          i++;
        } else if (here == '"') {
          quoted = false;
        }
      } else if (here == '"') {
        quoted = true;
      } else if (here == '<') {
        bracketed = true;
      } else if (here == '>') {
        bracketed = false;
      } else if (here == at && !bracketed) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }
}
