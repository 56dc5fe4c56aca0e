package org.liniya.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The SHA-256 of a bearer token. Tokens are long and random, so a plain hash is enough. Immutable.
 */
public final class TokenHash {

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

  /** Compares in constant time: how long it takes says nothing about how near a guess was. */
  boolean matches(TokenHash other) {
    return MessageDigest.isEqual(hash, other.hash);
  }

  @Override
  public String toString() {
    return "token";
  }
}
