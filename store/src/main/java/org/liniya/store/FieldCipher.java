package org.liniya.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.liniya.call.Secret;
import org.liniya.port.StoreException;

/**
 * Seals personal fields with AES-256-GCM (NIST SP 800-38D), as {@code v1:KEYID:NONCE:CIPHERTEXT},
 * the last two in Base64. The place of a field is authenticated with it, so that a value moved to
 * another row or column does not open. Thread-safe; runs on the store's threads.
 */
final class FieldCipher {
  static final int KEY_BYTES = 32;
  private static final String VERSION = "v1";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final String keyId;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param key 32 bytes; copied
   */
  FieldCipher(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("the field key must have 32 bytes");
    }
    this.key = new SecretKeySpec(key, "AES");
    this.keyId = idOf(key);
  }

  /** Names the key without telling anything of it. */
  String keyId() {
    return keyId;
  }

  /** Whether this key sealed it, by the key's identifier. */
  boolean sealed(String text) {
    return text.startsWith(VERSION + ":" + keyId + ":");
  }

  /**
   * Seals a value.
   *
   * @param place table, column and row, such as {@code calls.from:ID}
   */
  String seal(Secret value, String place) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = transform(Cipher.ENCRYPT_MODE, nonce, place, value.reveal().getBytes(UTF_8));
    Base64.Encoder base64 = Base64.getEncoder();
    return String.join(
        ":", VERSION, keyId, base64.encodeToString(nonce), base64.encodeToString(sealed));
  }

  /**
   * Opens what {@link #seal} made for the same place.
   *
   * @throws StoreException when it was sealed with another key, for another place, or changed
   */
  Secret open(String sealed, String place) {
    String[] parts = sealed.split(":", -1);
    if (parts.length != 4 || !parts[0].equals(VERSION)) {
      throw new StoreException("a sealed field has an unknown form");
    }
    if (!parts[1].equals(keyId)) {
      throw new StoreException("a field is sealed with key " + parts[1] + ", not " + keyId);
    }
    try {
      byte[] nonce = Base64.getDecoder().decode(parts[2]);
      byte[] text = Base64.getDecoder().decode(parts[3]);
      return new Secret(new String(transform(Cipher.DECRYPT_MODE, nonce, place, text), UTF_8));
    } catch (IllegalArgumentException e) {
      throw new StoreException("a sealed field is damaged", e);
    }
  }

  /**
   * Names a value by which a row is found, and tells nothing of it without the key.
   *
   * @param place table and column: the same value has another name elsewhere
   */
  String fingerprint(String value, String place) {
    byte[] ownKey = mac(key.getEncoded(), "fingerprints of " + place);
    return HexFormat.of().formatHex(mac(ownKey, value));
  }

  private static byte[] mac(byte[] with, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(with, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
    }
  }

  private byte[] transform(int mode, byte[] nonce, String place, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place.getBytes(UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new StoreException("a sealed field is damaged or belongs elsewhere", e);
    }
  }

  private static String idOf(byte[] key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
