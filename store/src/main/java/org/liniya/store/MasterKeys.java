package org.liniya.store;

import java.util.List;
import org.liniya.call.Secret;

/**
 * The master key and, while it is being changed, the older ones: the newest seals, all of them
 * open. Thread-safe.
 */
final class MasterKeys {

  /** The newest first; never empty. */
  private volatile List<FieldCipher> keys;

  MasterKeys(List<FieldCipher> keys) {
    this.keys = nonEmpty(keys);
  }

  /** From now on these, the newest first. */
  void become(List<FieldCipher> newest) {
    keys = nonEmpty(newest);
  }

  /** Of the key that seals. */
  String keyId() {
    return keys.getFirst().keyId();
  }

  /** Of the keys that only open; empty unless the master key is being changed. */
  List<String> olderKeyIds() {
    return keys.stream().skip(1).map(FieldCipher::keyId).toList();
  }

  /** As {@link FieldCipher#seal}, with the newest key. */
  String seal(Secret value, String place) {
    return keys.getFirst().seal(value, place);
  }

  /** As {@link FieldCipher#open}, with the key that sealed it. */
  Secret open(String sealed, String place) {
    List<FieldCipher> all = keys;
    return all.stream()
        .filter(key -> key.sealed(sealed))
        .findFirst()
        .orElse(all.getFirst())
        .open(sealed, place);
  }

  /** Whether one of these keys sealed it. */
  boolean sealed(String text) {
    return keys.stream().anyMatch(key -> key.sealed(text));
  }

  /** Whether a key that only opens sealed it. */
  boolean sealedByOlder(String text) {
    return keys.stream().skip(1).anyMatch(key -> key.sealed(text));
  }

  /** The name that a new row gets. As {@link FieldCipher#fingerprint}. */
  String fingerprint(String value, String place) {
    return keys.getFirst().fingerprint(value, place);
  }

  /** All names that the row of a value may have. */
  List<String> fingerprints(String value, String place) {
    return keys.stream().map(key -> key.fingerprint(value, place)).toList();
  }

  private static List<FieldCipher> nonEmpty(List<FieldCipher> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no master key");
    }
    return List.copyOf(keys);
  }
}
