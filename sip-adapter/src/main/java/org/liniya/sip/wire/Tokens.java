package org.liniya.sip.wire;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Unguessable tags, branches and Call-IDs (RFC 3261 sections 8.1.1.7 and 19.3). Thread-safe. */
public final class Tokens {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Tokens() {}

  /** 96 random bits in hexadecimal. */
  public static String token() {
    byte[] bytes = new byte[12];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** A Via branch with the magic cookie. */
  public static String branch() {
    return "z9hG4bK" + token();
  }
}
