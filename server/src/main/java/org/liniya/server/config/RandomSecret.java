package org.liniya.server.config;

import java.security.SecureRandom;

/** Makes passwords and tokens that cannot be guessed. Thread-safe. */
final class RandomSecret {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Without 0 and o, 1, i and l: a password is sometimes read out or copied by hand. */
  private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

  private RandomSecret() {}

  /** {@code length} letters and digits, almost five bits each. */
  static String ofLength(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
