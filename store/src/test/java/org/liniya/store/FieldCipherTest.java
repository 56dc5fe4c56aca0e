package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.liniya.call.Secret;
import org.liniya.port.StoreException;

final class FieldCipherTest {
  private static final Secret VALUE = new Secret("+79991234567");
  private static final String PLACE = "calls.from:1";

  private final FieldCipher cipher = new FieldCipher(key(1));

  private static byte[] key(int fill) {
    byte[] key = new byte[FieldCipher.KEY_BYTES];
    Arrays.fill(key, (byte) fill);
    return key;
  }

  @Test
  void whatIsSealedOpensAgain() {
    assertThat(cipher.open(cipher.seal(VALUE, PLACE), PLACE)).isEqualTo(VALUE);
  }

  @Test
  void theFormIsVersionKeyNonceText() {
    assertThat(cipher.seal(VALUE, PLACE))
        .matches("v1:[0-9a-f]{8}:[A-Za-z0-9+/]{16}:[A-Za-z0-9+/]{38}==");
  }

  @Test
  void equalValuesDoNotLookEqual() {
    assertThat(cipher.seal(VALUE, PLACE)).isNotEqualTo(cipher.seal(VALUE, PLACE));
  }

  @Test
  void aMovedChangedOrForeignFieldDoesNotOpen() {
    String text = cipher.seal(VALUE, PLACE);
    String changed =
        text.substring(0, 30) + (text.charAt(30) == 'A' ? 'B' : 'A') + text.substring(31);

    assertThatThrownBy(() -> cipher.open(text, "calls.from:2")).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> cipher.open(changed, PLACE)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> new FieldCipher(key(2)).open(text, PLACE))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is sealed with key " + cipher.keyId());
    assertThatThrownBy(() -> cipher.open("+79991234567", PLACE))
        .isInstanceOf(StoreException.class)
        .hasMessageNotContaining("7999");
  }

  @Test
  void aFingerprintNamesAValueAtItsPlaceAndKey() {
    String print = cipher.fingerprint("+79991234567", "dialogs.id");

    assertThat(print).matches("[0-9a-f]{64}");
    assertThat(new FieldCipher(key(1)).fingerprint("+79991234567", "dialogs.id")).isEqualTo(print);
    assertThat(cipher.fingerprint("+79991234568", "dialogs.id")).isNotEqualTo(print);
    assertThat(cipher.fingerprint("+79991234567", "calls.from")).isNotEqualTo(print);
    assertThat(new FieldCipher(key(2)).fingerprint("+79991234567", "dialogs.id"))
        .isNotEqualTo(print);
  }
}
