package org.liniya.sip.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How SIP messages travel (RFC 3261 section 18). TLS is always over TCP. */
public enum Transport {
  UDP,
  TCP,
  TLS;

  /** As in a URI's {@code transport} parameter: small letters. */
  public String token() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether messages travel on connections. */
  public boolean connected() {
    return this != UDP;
  }

  /** The port when none is named (RFC 3261 section 19.1.2). */
  public int usualPort() {
    return this == TLS ? 5061 : 5060;
  }

  /** Reads a token in any case; empty when it is none of ours. */
  public static Optional<Transport> of(String token) {
    return Arrays.stream(values())
        .filter(transport -> transport.name().equalsIgnoreCase(token))
        .findFirst();
  }
}
