package org.liniya.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of ITU-T Q.24, each key by key. */
class KeyTonesTest {

  private static final String ALL = "123A456B789C*0#D";

  static Stream<Character> keys() {
    return ALL.chars().mapToObj(key -> (char) key);
  }

  @ParameterizedTest
  @EnumSource(G711.class)
  void allSixteenAreHeardOnceEachInPacketsOfAnyLength(G711 law) {
    for (int packet : new int[] {1, 80, 160, 240, 480}) {
      KeySound sound = KeySound.ofMillis(ALL.length() * 100 + 100);
      for (int i = 0; i < ALL.length(); i++) {
        sound.key(ALL.charAt(i), 20 + i * 100, 50);
      }
      assertThat(sound.heard(law, packet)).isEqualTo(ALL);
    }
  }

  /**
   * 40 ms at any place against our blocks is enough; 40 ms of pause part two presses of one key.
   */
  @ParameterizedTest
  @MethodSource("keys")
  void fortyMillisecondsAreAPressAndFortyAPause(char key) {
    for (int shift = 0; shift < KeyTones.HOP; shift++) {
      double from = 20 + shift / 8.0;
      String heard = KeySound.ofMillis(300).key(key, from, 40).key(key, from + 80, 40).heard();
      assertThat(heard).as("shifted by %d samples", shift).isEqualTo("" + key + key);
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  void twentyThreeMillisecondsAreNone(char key) {
    for (int shift = 0; shift < KeyTones.HOP; shift++) {
      assertThat(KeySound.ofMillis(200).key(key, 40 + shift / 8.0, 23).heard())
          .as("shifted by %d samples", shift)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aBreakOfTenMillisecondsIsNone(char key) {
    for (int shift = 0; shift < KeyTones.HOP; shift++) {
      double from = 20 + shift / 8.0;
      assertThat(KeySound.ofMillis(300).key(key, from, 60).key(key, from + 70, 60).heard())
          .as("shifted by %d samples", shift)
          .isEqualTo("" + key);
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  void onePointFivePercentBesideIsTakenAndThreePointFiveIsNot(char key) {
    for (double low : new double[] {-0.015, 0, 0.015}) {
      for (double high : new double[] {-0.015, 0, 0.015}) {
        assertThat(KeySound.ofMillis(150).key(key, 20, 60, low, high, -10, -10).heard())
            .as("%s %s", low, high)
            .isEqualTo("" + key);
      }
    }
    for (double wrong : new double[] {-0.06, -0.05, -0.035, 0.035, 0.05, 0.06}) {
      assertThat(KeySound.ofMillis(150).key(key, 20, 60, wrong, 0, -10, -10).heard())
          .as("low %s", wrong)
          .isEmpty();
      assertThat(KeySound.ofMillis(150).key(key, 20, 60, 0, wrong, -10, -10).heard())
          .as("high %s", wrong)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  void twistOfEightAndFourDecibelsIsTakenWithFrequenciesBeside(char key) {
    for (double offset : new double[] {-0.015, 0, 0.015}) {
      assertThat(KeySound.ofMillis(150).key(key, 20, 60, offset, -offset, -8, -16).heard())
          .as("normal twist, %s", offset)
          .isEqualTo("" + key);
      assertThat(KeySound.ofMillis(150).key(key, 20, 60, offset, -offset, -12, -8).heard())
          .as("reverse twist, %s", offset)
          .isEqualTo("" + key);
    }
    assertThat(KeySound.ofMillis(150).key(key, 20, 60, 0, 0, -8, -19).heard()).isEmpty();
    assertThat(KeySound.ofMillis(150).key(key, 20, 60, 0, 0, -14, -7).heard()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void fromZeroToMinusTwentyFiveIsTakenAndMinusThirtyFiveIsNot(char key) {
    for (double level : new double[] {-3, -10, -20, -25}) {
      assertThat(KeySound.ofMillis(150).key(key, 20, 50, 0, 0, level, level).heard())
          .as("%s dBm0", level)
          .isEqualTo("" + key);
    }
    assertThat(KeySound.ofMillis(150).key(key, 20, 50, 0, 0, -35, -35).heard()).isEmpty();
  }

  /** The noise is 15 dB below the two tones together, the tones 1.5% beside. */
  @ParameterizedTest
  @EnumSource(G711.class)
  void fifteenDecibelsOfNoiseDoNotHideAKey(G711 law) {
    int missed = 0;
    for (int i = 0; i < 400; i++) {
      char key = ALL.charAt(i % 16);
      double offset = (i / 16 % 3 - 1) * 0.015;
      KeySound sound =
          KeySound.ofMillis(200).key(key, 60 + i % 51 / 8.0, 50, offset, -offset, -13, -13);
      missed += sound.noise(-25, i).heard(law, 160).equals("" + key) ? 0 : 1;
    }
    assertThat(missed).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-40, -20, -10, -3})
  void noiseIsNoKey(double level) {
    assertThat(KeySound.ofMillis(60_000).noise(level, 7).heard()).isEmpty();
  }

  @Test
  void oneToneOrThreeAreNoKey() {
    for (int hertz = 300; hertz < 3400; hertz += 10) {
      assertThat(KeySound.ofMillis(200).tone(hertz, 20, 150, -10).heard()).isEmpty();
    }
    assertThat(KeySound.ofMillis(200).key('5', 20, 100).tone(1000, 20, 100, -12).heard()).isEmpty();
    assertThat(KeySound.ofMillis(200).key('5', 20, 100).tone(1540, 20, 100, -20).heard())
        .as("a second harmonic 10 dB below its tone")
        .isEmpty();
  }

  @Test
  void theTonesOfTheNetworkAreNoKeys() {
    assertThat(KeySound.ofMillis(3000).tone(425, 0, 3000, -10).heard()).isEmpty();
    assertThat(KeySound.ofMillis(3000).tone(350, 0, 3000, -13).tone(440, 0, 3000, -13).heard())
        .isEmpty();
    assertThat(KeySound.ofMillis(3000).tone(480, 0, 3000, -13).tone(620, 0, 3000, -13).heard())
        .isEmpty();
    assertThat(KeySound.ofMillis(3000).tone(1100, 0, 3000, -13).heard()).as("fax").isEmpty();
    assertThat(KeySound.ofMillis(3000).tone(2100, 0, 3000, -13).heard()).as("modem").isEmpty();
  }

  @Test
  void aLongPressIsOneAndItsSamplesAreCounted() {
    byte[] sound = KeySound.ofMillis(1000).key('9', 100, 600).encoded(G711.A_LAW);
    KeyTones tones = new KeyTones();
    int presses = 0;
    int most = 0;
    for (int at = 0; at < sound.length; at += 160) {
      presses += tones.hear(G711.A_LAW, sound, at, 160) == 0 ? 0 : 1;
      if (at + 160 >= 1200 && at + 160 <= 5600) {
        assertThat(tones.samplesOfKey())
            .as("at %d", at)
            .isGreaterThanOrEqualTo(at + 160 - 800)
            .isLessThan(at + 160 - 800 + 250);
      }
      most = Math.max(most, tones.samplesOfKey());
    }
    assertThat(presses).isEqualTo(1);
    assertThat(most).isLessThan(600 * 8 + 500);
    assertThat(tones.samplesOfKey()).isZero();
  }

  @Test
  void afterAPauseWithoutSoundTheSameKeyIsPressedAgain() {
    byte[] key = KeySound.ofMillis(60).key('4', 0, 60).encoded(G711.MU_LAW);
    KeyTones tones = new KeyTones();
    assertThat(tones.hear(G711.MU_LAW, key, 0, key.length)).isEqualTo('4');
    assertThat(tones.hear(G711.MU_LAW, key, 0, key.length)).isEqualTo((char) 0);
    tones.pause();
    assertThat(tones.hear(G711.MU_LAW, key, 0, key.length)).isEqualTo('4');
  }
}
