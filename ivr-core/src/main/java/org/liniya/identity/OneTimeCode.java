package org.liniya.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import org.liniya.call.Secret;

/**
 * A code that was sent to a person, as far as it has to be remembered: its salted hash, until when
 * it counts, and how many attempts are left. Each attempt gives the code as it is after it; a right
 * one uses it up. Times are those of {@link org.liniya.port.Time#elapsed}. Immutable; never
 * printed, for a hash of few digits is no secret for long.
 */
public final class OneTimeCode {

  private final byte[] salt;
  private final byte[] hash;
  private final Duration expires;
  private final int attempts;

  /** What an attempt was. */
  public enum Verdict {
    RIGHT,
    WRONG,
    /** Not looked at: it came too late. */
    EXPIRED,
    /** Not looked at: the code was used, or there are no attempts left. */
    SPENT
  }

  /**
   * What came of an attempt.
   *
   * @param next the code after it
   */
  public record Attempt(Verdict verdict, OneTimeCode next) {}

  private OneTimeCode(byte[] salt, byte[] hash, Duration expires, int attempts) {
    this.salt = salt;
    this.hash = hash;
    this.expires = expires;
    this.attempts = attempts;
  }

  /**
   * A code that has just been sent.
   *
   * @param salt random bytes, others for each code
   * @param expires from when on it is not looked at
   * @param attempts how often it may be tried
   * @throws IllegalArgumentException when there is no salt or no attempt
   */
  public static OneTimeCode of(Secret code, byte[] salt, Duration expires, int attempts) {
    if (salt.length < 16 || attempts < 1) {
      throw new IllegalArgumentException("a code needs 16 bytes of salt and an attempt");
    }
    byte[] own = salt.clone();
    return new OneTimeCode(own, hashed(own, code), expires, attempts);
  }

  /** Looks at an attempt. */
  public Attempt attempt(Secret entered, Duration now) {
    if (attempts == 0) {
      return new Attempt(Verdict.SPENT, this);
    }
    if (now.compareTo(expires) >= 0) {
      return new Attempt(Verdict.EXPIRED, this);
    }
    boolean right = MessageDigest.isEqual(hash, hashed(salt, entered));
    return right
        ? new Attempt(Verdict.RIGHT, left(0))
        : new Attempt(Verdict.WRONG, left(attempts - 1));
  }

  /** How many attempts are left. */
  public int attempts() {
    return attempts;
  }

  /** The same code with that many attempts. */
  public OneTimeCode left(int attempts) {
    return new OneTimeCode(salt, hash, expires, attempts);
  }

  private static byte[] hashed(byte[] salt, Secret code) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      return digest.digest(code.reveal().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "one-time code, attempts left: " + attempts;
  }
}
