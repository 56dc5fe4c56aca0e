package org.liniya.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceGateTest {

  private static final int MS = G711.RATE / 1000;

  private final VoiceGate gate = new VoiceGate(400);

  private static short[] noise(double rms, int ms) {
    Random random = new Random(1);
    short[] samples = new short[ms * MS];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (random.nextGaussian() * rms);
    }
    return samples;
  }

  private static double rms(double dBm0) {
    return TonePair.PEAK_OF_0_DBM0 / Math.sqrt(2) * Math.pow(10, dBm0 / 20);
  }

  private void hear(G711 law, short[] samples) {
    byte[] sound = law.encode(samples);
    gate.hear(law, sound, 0, sound.length);
  }

  @ParameterizedTest
  @EnumSource(G711.class)
  void quietSpeechIsHeard(G711 law) {
    hear(law, noise(rms(-38), 100));

    assertThat(gate.speaks()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(G711.class)
  void theNoiseOfALineIsNone(G711 law) {
    hear(law, noise(rms(-46), 5_000));

    assertThat(gate.speaks()).isFalse();
  }

  @Test
  void aClickIsNone() {
    hear(G711.A_LAW, noise(rms(-10), 30));
    hear(G711.A_LAW, new short[200 * MS]);

    assertThat(gate.speaks()).isFalse();
  }

  @Test
  void aPauseBetweenWordsIsNoEnd() {
    hear(G711.A_LAW, noise(rms(-20), 500));
    hear(G711.A_LAW, new short[360 * MS]);
    assertThat(gate.speaks()).isTrue();

    hear(G711.A_LAW, new short[60 * MS]);

    assertThat(gate.speaks()).isFalse();
  }

  @Test
  void whoSendsNothingHasStopped() {
    hear(G711.A_LAW, noise(rms(-20), 500));

    gate.nothing(420 * MS);

    assertThat(gate.speaks()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 30, 60})
  void packetsOfAnyLengthDo(int ms) {
    byte[] sound = G711.MU_LAW.encode(noise(rms(-20), 600));
    for (int at = 0; at < sound.length; at += ms * MS) {
      gate.hear(G711.MU_LAW, sound, at, ms * MS);
    }

    assertThat(gate.speaks()).isTrue();
  }
}
