package org.liniya.sip;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and judges nonces without storing those that were never used (RFC 7616 section 3.3): time,
 * salt and an HMAC over both. Only used ones are remembered, for their count. Thread-safe.
 */
final class Nonces {

  /** What a nonce is worth. */
  enum Worth {
    GOOD,
    /** Was ours and is too old, or its count was used: the password may still be right. */
    STALE,
    FORGED
  }

  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final int REMEMBERED = 10_000;
  private static final int HEAD = 16;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;
  private final Map<String, Long> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  Nonces() {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    key = new SecretKeySpec(secret, "HmacSHA256");
  }

  String create(Instant now) {
    byte[] head =
        ByteBuffer.allocate(HEAD).putLong(now.toEpochMilli()).putLong(random.nextLong()).array();
    byte[] seal = Arrays.copyOf(mac(head), HEAD);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(ByteBuffer.allocate(2 * HEAD).put(head).put(seal).array());
  }

  /** Judges a nonce without using it up. */
  Worth judge(String nonce, Instant now) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(nonce);
    } catch (IllegalArgumentException e) {
      return Worth.FORGED;
    }
    if (bytes.length != 2 * HEAD) {
      return Worth.FORGED;
    }
    byte[] head = Arrays.copyOf(bytes, HEAD);
    byte[] seal = Arrays.copyOfRange(bytes, HEAD, 2 * HEAD);
    if (!MessageDigest.isEqual(seal, Arrays.copyOf(mac(head), HEAD))) {
      return Worth.FORGED;
    }
    Instant made = Instant.ofEpochMilli(ByteBuffer.wrap(head).getLong());
    boolean fresh = !made.isAfter(now) && made.plus(LIFE).isAfter(now);
    return fresh ? Worth.GOOD : Worth.STALE;
  }

  /** Uses a count up; false when it, or a higher one, was used before (a replay). */
  synchronized boolean use(String nonce, long count) {
    Long last = counts.get(nonce);
    if (count < 1 || (last != null && count <= last)) {
      return false;
    }
    counts.put(nonce, count);
    return true;
  }

  private byte[] mac(byte[] head) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(head);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
