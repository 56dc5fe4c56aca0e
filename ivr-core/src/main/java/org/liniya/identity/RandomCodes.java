package org.liniya.identity;

import java.util.random.RandomGenerator;
import org.liniya.call.Secret;
import org.liniya.port.CodeSource;

/** Codes of digits, each as likely as any other. Thread-safe when its generator is. */
public final class RandomCodes implements CodeSource {

  private static final int MOST = 9;
  private static final int SALT = 16;

  private final RandomGenerator random;

  /**
   * @param random one that nobody can foresee, such as a {@code SecureRandom}
   */
  public RandomCodes(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Fresh fresh(int digits) {
    if (digits < 1 || digits > MOST) {
      throw new IllegalArgumentException("a code has 1 to " + MOST + " digits, not " + digits);
    }
    int bound = 1;
    for (int i = 0; i < digits; i++) {
      bound *= 10;
    }
    String code = String.valueOf(random.nextInt(bound));
    return new Fresh(new Secret("0".repeat(digits - code.length()) + code), digits);
  }

  @Override
  public byte[] salt() {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    return salt;
  }
}
