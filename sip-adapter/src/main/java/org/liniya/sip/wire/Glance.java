package org.liniya.sip.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a datagram is, at a glance and before any parsing: enough to say who goes first in a crowd.
 * Nothing is believed on the strength of it.
 */
enum Glance {
  /** An answer to us, or a request inside a dialog: somebody's call goes on with it. */
  INSIDE,
  /** A new request, or rubbish. */
  STRANGER;

  private static final int LOOKED_AT = 4096;

  /** Looks at the first {@code length} bytes. */
  static Glance at(byte[] packet, int length) {
    if (length < 8 || !isLetter(packet[0])) {
      return STRANGER;
    }
    String text = new String(packet, 0, Math.min(length, LOOKED_AT), StandardCharsets.ISO_8859_1);
    return text.startsWith("SIP/2.0 ")
            || text.startsWith("ACK ")
            || text.startsWith("CANCEL ")
            || hasTag(text)
        ? INSIDE
        : STRANGER;
  }

  private static boolean hasTag(String text) {
    int start = text.indexOf('\n') + 1;
    while (start > 0) {
      int end = text.indexOf('\n', start);
      String line = end < 0 ? text.substring(start) : text.substring(start, end);
      String name = line.substring(0, Math.max(0, line.indexOf(':'))).strip();
      if (name.equalsIgnoreCase("to") || name.equalsIgnoreCase("t")) {
        return line.toLowerCase(Locale.ROOT).replace(" ", "").contains(";tag=");
      }
      start = end + 1;
    }
    return false;
  }

  private static boolean isLetter(byte value) {
    return (value >= 'A' && value <= 'Z') || (value >= 'a' && value <= 'z');
  }
}
