package org.liniya.sip.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A SIP message cut into its lines and nothing more (RFC 3261 section 7): enough to see whether a
 * parser may have it, and to answer when the parser cannot read it. Bytes are kept as they are, one
 * character each. Immutable.
 *
 * @param start the first line, without blanks at its end
 * @param fields the header fields in their order, folded lines made one
 * @param ended whether the empty line after the header is there
 * @param bodyStart index of the first byte of the body
 * @param length bytes of the whole message
 */
record RawMessage(String start, List<Field> fields, boolean ended, int bodyStart, int length) {

  private static final Map<String, String> COMPACT =
      Map.of(
          "i", "call-id",
          "f", "from",
          "t", "to",
          "v", "via",
          "l", "content-length",
          "c", "content-type",
          "m", "contact",
          "e", "content-encoding",
          "k", "supported",
          "s", "subject");

  /**
   * A header field.
   *
   * @param name in small letters and in the long form
   */
  record Field(String name, String value) {}

  RawMessage {
    fields = List.copyOf(fields);
  }

  /** Cuts {@code message}. Line ends are those that jain-sip takes for one: CR LF, LF or CR. */
  static RawMessage of(byte[] message) {
    int position = 0;
    while (position < message.length && message[position] >= 0 && message[position] < 0x20) {
      position++; // keep-alives and noise before a message
    }
    List<String> lines = new ArrayList<>();
    boolean ended = false;
    while (position < message.length && !ended) {
      int end = position;
      while (end < message.length && message[end] != '\r' && message[end] != '\n') {
        end++;
      }
      String line =
          new String(message, position, end - position, StandardCharsets.ISO_8859_1)
              .stripTrailing();
      position = afterLineEnd(message, end);
      ended = line.isEmpty() && end < message.length;
      unfold(lines, line);
    }
    String start = lines.isEmpty() ? "" : lines.getFirst();
    List<Field> fields =
        lines.stream().skip(1).filter(line -> !line.isEmpty()).map(RawMessage::field).toList();
    return new RawMessage(start, fields, ended, position, message.length);
  }

  private static int afterLineEnd(byte[] message, int end) {
    boolean both = end + 1 < message.length && message[end] == '\r' && message[end + 1] == '\n';
    return Math.min(message.length, end + (both ? 2 : 1));
  }

  private static void unfold(List<String> lines, String line) {
    boolean continuation = lines.size() > 1 && (line.startsWith(" ") || line.startsWith("\t"));
    if (continuation) {
      lines.set(lines.size() - 1, lines.getLast() + " " + line.strip());
    } else {
      lines.add(line);
    }
  }

  private static Field field(String line) {
    int colon = line.indexOf(':');
    String name = (colon < 0 ? line : line.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
    String value = colon < 0 ? "" : line.substring(colon + 1).strip();
    return new Field(COMPACT.getOrDefault(name, name), value);
  }

  boolean isRequest() {
    return !start.startsWith("SIP/");
  }

  /** The first word of a request. */
  String method() {
    int space = start.indexOf(' ');
    return space < 0 ? start : start.substring(0, space);
  }

  /** All values of a header field, in their order. */
  List<String> all(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).map(Field::value).toList();
  }

  Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  int bodyLength() {
    return length - bodyStart;
  }
}
