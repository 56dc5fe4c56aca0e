package org.liniya.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.liniya.call.CallerNumber;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;

/**
 * Hashes that nobody without the key can turn back by trying all numbers. Thread-safe; the key
 * lives as long as the process.
 */
final class KeyedHash {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /** Half of a hash, which is enough to tell things apart. */
  record Of(long first, long second) {}

  KeyedHash(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  Of of(LookUp who) {
    return hashed(who.kind().word(), who.normal());
  }

  /** Of a number that the network vouches for; no other is a key. */
  Optional<Of> of(CallerNumber from) {
    return from instanceof CallerNumber.Network(var number)
        ? Optional.of(hashed("number", number.full()))
        : Optional.empty();
  }

  private Of hashed(String kind, Secret value) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(kind.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      byte[] hash = mac.doFinal(value.reveal().getBytes(StandardCharsets.UTF_8));
      return new Of(number(hash, 0), number(hash, Long.BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static long number(byte[] bytes, int from) {
    long number = 0;
    for (int i = from; i < from + Long.BYTES; i++) {
      number = (number << Byte.SIZE) | (bytes[i] & 0xff);
    }
    return number;
  }
}
