package org.liniya.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.liniya.port.Audit;

/**
 * The hashes of the audit's rows: HMAC-SHA-256 (RFC 2104) with a key of the server's over the hash
 * before it and the row, each field with its length before it, so that nothing can be moved from
 * one field to the next. Who can write in the database but does not have the key cannot make a
 * chain. Thread-safe.
 */
final class AuditChain {

  /** What stands before the first row. */
  static final String BEGINNING = "0".repeat(64);

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  AuditChain(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** The hash of a row, in hexadecimal. */
  String hash(String before, long seq, Audit.Entry entry) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      add(mac, before);
      add(mac, Long.toString(seq));
      add(mac, Columns.moment(entry.at()).toInstant().toString());
      add(mac, entry.who());
      add(mac, entry.action());
      add(mac, entry.about());
      add(mac, entry.detail());
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static void add(Mac mac, String field) {
    byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
    mac.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    mac.update(bytes);
  }
}
