package org.liniya.sip.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What a datagram is, at a glance and before any parsing: enough to say who goes first in a crowd.
 * Nothing is believed on the strength of it.
 */
enum Glance {
  /** Of a dialog that we know, by Call-ID and our tag: somebody's call goes on with it. */
  INSIDE,
  /** An answer, ACK or CANCEL of no such dialog: it may end what has begun. Anyone can write it. */
  CLAIM,
  /** A new request, one of a dialog that we do not know, or rubbish. */
  STRANGER;

  private static final int LOOKED_AT = 4096;

  /** Looks at the first {@code length} bytes. */
  static Glance at(byte[] packet, int length, KnownDialogs known) {
    if (length < 8 || !isLetter(packet[0])) {
      return STRANGER;
    }
    String text = new String(packet, 0, Math.min(length, LOOKED_AT), StandardCharsets.ISO_8859_1);
    boolean answer = text.startsWith("SIP/2.0 ");
    boolean claim = answer || text.startsWith("ACK ") || text.startsWith("CANCEL ");
    if (inside(text, answer ? 'f' : 't', known)) {
      return INSIDE;
    }
    return claim ? CLAIM : STRANGER;
  }

  /** In answers to us the tag in From is ours, in requests the one in To. */
  private static boolean inside(String text, char ours, KnownDialogs known) {
    Optional<String> tag = Optional.empty();
    Optional<String> callId = Optional.empty();
    int start = text.indexOf('\n') + 1;
    while (start > 0 && (tag.isEmpty() || callId.isEmpty())) {
      int end = text.indexOf('\n', start);
      String line = end < 0 ? text.substring(start) : text.substring(start, end);
      int colon = line.indexOf(':');
      char name = colon < 0 ? ' ' : brief(line.substring(0, colon).strip());
      if (name == ours) {
        tag = tag(line);
        if (tag.isEmpty()) {
          return false;
        }
      } else if (name == 'i') {
        callId = Optional.of(line.substring(colon + 1).strip());
      }
      start = end + 1;
    }
    return tag.isPresent() && callId.isPresent() && known.knows(callId.get(), tag.get());
  }

  /** The compact form of a header's name (RFC 3261 section 7.3.3), for the three that matter. */
  private static char brief(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "t", "to" -> 't';
      case "f", "from" -> 'f';
      case "i", "call-id" -> 'i';
      default -> ' ';
    };
  }

  private static Optional<String> tag(String line) {
    String dense = line.replace(" ", "").strip();
    int at = dense.toLowerCase(Locale.ROOT).indexOf(";tag=");
    return at < 0
        ? Optional.empty()
        : Optional.of(dense.substring(at + ";tag=".length()).split(";", 2)[0]);
  }

  private static boolean isLetter(byte value) {
    return (value >= 'A' && value <= 'Z') || (value >= 'a' && value <= 'z');
  }
}
