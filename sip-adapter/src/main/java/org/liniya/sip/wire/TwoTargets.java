package org.liniya.sip.wire;

import gov.nist.javax.sip.message.SIPMessage;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Of several Refer-To headers jain-sip keeps the first and forgets the others, so that a REFER with
 * two (400, RFC 3515 section 2.4.2) would look like a good one. Here neither is kept. Stateless.
 */
final class TwoTargets {

  private static final Pattern REFER_TO = Pattern.compile("(?im)^(?:refer-to|r)[ \\t]*:");

  private TwoTargets() {}

  /** {@code parsed} as it came, but without Refer-To when {@code raw} has several. */
  static SIPMessage neither(SIPMessage parsed, byte[] raw) {
    if (parsed != null && raw.length > 6 && isRefer(raw)) {
      String head = new String(raw, StandardCharsets.ISO_8859_1).split("\r?\n\r?\n", 2)[0];
      if (REFER_TO.matcher(head).results().limit(2).count() > 1) {
        parsed.removeHeader("Refer-To");
      }
    }
    return parsed;
  }

  private static boolean isRefer(byte[] raw) {
    return new String(raw, 0, 6, StandardCharsets.ISO_8859_1).equals("REFER ");
  }
}
