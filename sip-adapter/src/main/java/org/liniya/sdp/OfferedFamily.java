package org.liniya.sdp;

import java.net.StandardProtocolFamily;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Over which family of addresses an offer wants sound (RFC 8866 section 5.7). Pure. */
public final class OfferedFamily {

  private static final Pattern CONNECTION = Pattern.compile("(?m)^c=IN IP([46]) ");

  private OfferedFamily() {}

  /** That of the sound, else that of the whole session; empty when it names none. */
  public static Optional<StandardProtocolFamily> of(String offer) {
    String[] sections = offer.split("(?m)^m=", 16);
    Optional<StandardProtocolFamily> family = Optional.empty();
    for (int i = 1; i < sections.length && family.isEmpty(); i++) {
      if (sections[i].startsWith("audio ")) {
        family = in(sections[i]);
      }
    }
    return family.or(() -> in(sections[0]));
  }

  private static Optional<StandardProtocolFamily> in(String section) {
    Matcher line = CONNECTION.matcher(section);
    return line.find()
        ? Optional.of(
            line.group(1).equals("6") ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET)
        : Optional.empty();
  }
}
