package org.liniya.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a bearer token. Tokens are long and random, so a plain hash is enough. Immutable.
 */
public final class TokenHash {

  private static final String PREFIX = "sha256:";

  private final byte[] hash;

  private TokenHash(byte[] hash) {
    this.hash = hash;
  }

  public static TokenHash of(String token) {
    try {
      return new TokenHash(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it is not of that form
   */
  public static TokenHash parse(String text) {
    if (!text.matches("sha256:[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a hash is sha256: and 64 hexadecimal digits");
    }
    return new TokenHash(HexFormat.of().parseHex(text.substring(PREFIX.length())));
  }

  /** As it stands in {@code users.yaml}. */
  public String text() {
    return PREFIX + HexFormat.of().formatHex(hash);
  }

  /** Compares in constant time: how long it takes says nothing about how near a guess was. */
  boolean matches(TokenHash other) {
    return MessageDigest.isEqual(hash, other.hash);
  }

  @Override
  public String toString() {
    return "token";
  }
}
