package org.liniya.testkit.sound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class G711Test {
  @Test
  void everyOctetSurvivesDecodingAndEncoding() {
    for (int octet = 0; octet < 256; octet++) {
      byte code = (byte) octet;
      assertThat(G711.toALaw(G711.fromALaw(code))).as("A-law %d", octet).isEqualTo(code);
      if (octet != 0x7F) { // µ-law has two zeros
        assertThat(G711.toMuLaw(G711.fromMuLaw(code))).as("u-law %d", octet).isEqualTo(code);
      }
    }
  }

  @Test
  void knownValues() {
    assertThat(G711.fromALaw((byte) 0xD5)).isEqualTo((short) 8);
    assertThat(G711.fromALaw((byte) 0xAA)).isEqualTo((short) 32256);
    assertThat(G711.fromMuLaw((byte) 0xFF)).isEqualTo((short) 0);
    assertThat(G711.fromMuLaw((byte) 0x80)).isEqualTo((short) 32124);
  }
}
