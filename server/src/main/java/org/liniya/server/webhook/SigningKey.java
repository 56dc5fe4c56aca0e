package org.liniya.server.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.liniya.call.Secret;

/**
 * A key that deliveries to a receiver are signed with, by HMAC-SHA-256 as <a
 * href="https://www.standardwebhooks.com/">Standard Webhooks</a> has it. Immutable, thread-safe.
 */
public final class SigningKey {

  /** What a secret looks like, for messages. */
  public static final String FORM = "whsec_ and 24 to 64 bytes in Base64";

  private static final String PREFIX = "whsec_";
  private static final String HMAC = "HmacSHA256";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;

  private final SecretKey key;

  private SigningKey(SecretKey key) {
    this.key = key;
  }

  /** The key of a secret; empty when it is not of the {@link #FORM}. */
  public static Optional<SigningKey> of(Secret secret) {
    String text = secret.reveal();
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text.substring(PREFIX.length()));
      return bytes.length >= SHORTEST && bytes.length <= LONGEST
          ? Optional.of(new SigningKey(new SecretKeySpec(bytes, HMAC)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // the fault would quote the secret
    }
  }

  /** {@code v1,BASE64} over identifier, timestamp (seconds since 1970) and body. */
  String signature(String id, long timestamp, String body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      byte[] code = mac.doFinal((id + "." + timestamp + "." + body).getBytes(UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }

  @Override
  public String toString() {
    return "•••";
  }
}
