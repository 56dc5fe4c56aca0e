package org.liniya.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;

/**
 * Keyed hashes by which tickets are found (HMAC-SHA-256). There are so few possible numbers that a
 * hash without a key could be tried out; the key is kept sealed with the master key. Thread-safe.
 */
final class LookUpHashes {
  private static final String NAME = "look-up";
  private static final String ALGORITHM = "HmacSHA256";

  private final Sql sql;
  private final MasterKeys master;
  private volatile @Nullable SecretKeySpec known;

  LookUpHashes(Sql sql, MasterKeys master) {
    this.sql = sql;
    this.master = master;
  }

  /**
   * The hash of a look-up, in hexadecimal. Makes the key the first time, in a transaction of its
   * own: not to be called inside another.
   */
  String of(LookUp lookUp) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key());
      String text = lookUp.kind().word() + ":" + lookUp.normal().reveal();
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** Remembered only when it is committed: one that was rolled back would find nothing again. */
  private SecretKeySpec key() {
    SecretKeySpec present = known;
    if (present != null) {
      return present;
    }
    Secret text =
        sql.run("read the look-up key", handle -> read(handle).orElseGet(() -> make(handle)));
    SecretKeySpec key = new SecretKeySpec(Base64.getDecoder().decode(text.reveal()), ALGORITHM);
    known = key;
    return key;
  }

  private Optional<Secret> read(Handle handle) {
    return handle
        .createQuery("select sealed from sealed_keys where name = :name")
        .bind("name", NAME)
        .mapTo(String.class)
        .findOne()
        .map(text -> master.open(text, place()));
  }

  private Secret make(Handle handle) {
    byte[] key = new byte[FieldCipher.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Secret text = new Secret(Base64.getEncoder().encodeToString(key));
    handle
        .createUpdate(
            "insert into sealed_keys (name, sealed, key_id)" + " values (:name, :sealed, :key)")
        .bind("name", NAME)
        .bind("sealed", master.seal(text, place()))
        .bind("key", master.keyId())
        .execute();
    return text;
  }

  private static String place() {
    return "sealed_keys:" + NAME;
  }
}
