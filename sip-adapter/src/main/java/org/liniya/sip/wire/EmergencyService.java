package org.liniya.sip.wire;

import java.util.Locale;

/** The service URN of emergency calls (RFC 5031 section 4.2), which no host stands in. Pure. */
public final class EmergencyService {

  private static final String SOS = "urn:service:sos";

  private EmergencyService() {}

  /** Whether {@code uri} is {@code urn:service:sos} or a part of it, such as {@code sos.police}. */
  public static boolean names(String uri) {
    String plain = uri.toLowerCase(Locale.ROOT);
    return plain.equals(SOS) || plain.startsWith(SOS + ".");
  }
}
