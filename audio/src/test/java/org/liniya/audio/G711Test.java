package org.liniya.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class G711Test {

  @ParameterizedTest
  @CsvSource({
    "A_LAW, D5, 8",
    "A_LAW, 55, -8",
    "A_LAW, AA, 32256",
    "A_LAW, 2A, -32256",
    "A_LAW, D4, 24",
    "A_LAW, C5, 264",
    "A_LAW, 80, 5504",
    "MU_LAW, FF, 0",
    "MU_LAW, 7F, 0",
    "MU_LAW, 80, 32124",
    "MU_LAW, 00, -32124",
    "MU_LAW, FE, 8",
    "MU_LAW, EF, 132",
    "MU_LAW, 8F, 16764",
  })
  void decodesTheValuesOfTheStandard(G711 law, String code, int expected) {
    assertThat(law.decode((byte) HexFormat.fromHexDigits(code))).isEqualTo((short) expected);
  }

  @Test
  void theDigitalMilliwattIs0dBm0InBothLaws() {
    // G.711 tables 5 and 6: eight codes that make a 1 kHz sine at 0 dBm0
    HexFormat hex = HexFormat.of();
    short[] a = G711.A_LAW.decode(hex.parseHex("34212134b4a1a1b4"));
    short[] mu = G711.MU_LAW.decode(hex.parseHex("1e0b0b1e9e8b8b9e"));
    assertThat(Energy.dBm0(a)).isCloseTo(0, within(0.1));
    assertThat(Energy.dBm0(mu)).isCloseTo(0, within(0.1));
    assertThat(Energy.shareAt(1000, a)).isGreaterThan(0.99);
  }

  @ParameterizedTest
  @EnumSource
  void everyCodeSurvivesDecodingAndEncoding(G711 law) {
    for (int code = 0; code < 256; code++) {
      short linear = law.decode((byte) code);
      assertThat(law.decode(law.encode(linear))).as("code %d", code).isEqualTo(linear);
    }
  }

  @Property
  void theErrorIsAtMostHalfAStep(
      @ForAll G711 law, @ForAll @IntRange(min = -32768, max = 32767) int sample) {
    int error = Math.abs(law.decode(law.encode(sample)) - sample);
    // a step is at most a sixteenth of the value; 644 is the clipping of µ-law at full scale
    assertThat(error).isLessThanOrEqualTo(Math.max(16, Math.abs(sample) / 30 + 8));
  }

  @Property
  void louderIsNeverQuieter(
      @ForAll G711 law, @ForAll @IntRange(min = -32768, max = 32766) int sample) {
    assertThat(law.decode(law.encode(sample + 1)))
        .isGreaterThanOrEqualTo(law.decode(law.encode(sample)));
  }

  @Test
  void silenceIsTheCodeOfZero() {
    for (G711 law : G711.values()) {
      assertThat(law.encode(0)).isEqualTo(law.silence());
    }
  }

  @Test
  void clipsWhatDoesNotFit() {
    for (G711 law : G711.values()) {
      assertThat(law.encode(1_000_000)).isEqualTo(law.encode(32767));
      assertThat(law.encode(-1_000_000)).isEqualTo(law.encode(-32768));
    }
  }

  @Test
  void toTheOtherLawAndBackKeepsTheToneAndItsLevel() {
    short[] sine = Tone.sine(440, 8000);
    for (G711 law : G711.values()) {
      byte[] codes = law.encode(sine);
      law.toOther(codes, 0, codes.length);
      short[] there = law.other().decode(codes);
      assertThat(Energy.shareAt(440, there)).isGreaterThan(0.99);
      assertThat(Energy.rms(there)).isCloseTo(Energy.rms(sine), withinPercentage(3));
    }
  }

  @Test
  void toTheOtherLawTouchesNothingOutsideTheRange() {
    byte[] codes = {1, 2, 3, 4};
    G711.A_LAW.toOther(codes, 1, 2);
    assertThat(codes[0]).isEqualTo((byte) 1);
    assertThat(codes[3]).isEqualTo((byte) 4);
  }
}
