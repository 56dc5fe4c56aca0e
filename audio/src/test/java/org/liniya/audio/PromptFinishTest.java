package org.liniya.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PromptFinishTest {

  @ParameterizedTest
  @ValueSource(ints = {8000, 16_000, 22_050, 44_100, 48_000})
  void silenceIsCutTheLevelIsSetAndTheEndsAreSoft(int rate) {
    short[] prompt = PromptFinish.finish(withSilence(600, 300, rate), rate);

    assertThat(prompt.length).isBetween(8000 + 320 - 80, 8000 + 320 + 160);
    assertThat(dBFs(prompt)).isBetween(-21.5, -20.9);
    assertThat(Arrays.copyOf(prompt, 160)).containsOnly(0);
    assertThat(Arrays.copyOfRange(prompt, prompt.length - 160, prompt.length)).containsOnly(0);
    assertThat(Math.abs((int) prompt[161])).isLessThan(600);
  }

  @Test
  void aQuietVoiceAndALoudOneAreEquallyLoud() {
    double quiet = dBFs(PromptFinish.finish(withSilence(600, 300, 16_000), 16_000));
    double loud = dBFs(PromptFinish.finish(withSilence(600, 30_000, 16_000), 16_000));

    assertThat(quiet).isBetween(loud - 0.1, loud + 0.1);
  }

  @Test
  void aSoundWithPeaksStaysBelowThePeakLimit() {
    short[] clicks = new short[16_000];
    for (int i = 0; i < clicks.length; i += 400) {
      clicks[i] = 20_000;
    }
    short[] prompt = PromptFinish.finish(clicks, 16_000);

    assertThat(peak(prompt)).isLessThanOrEqualTo((int) (32_768 * Math.pow(10, -3.0 / 20)) + 1);
    assertThat(dBFs(prompt)).isLessThan(-22);
  }

  @Test
  void whatATelephoneDoesNotCarryIsGone() {
    short[] mixed = new short[16_000];
    double[] hum = ResamplerTest.sine(50, 16_000, 16_000);
    double[] voice = ResamplerTest.sine(1000, 16_000, 16_000);
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (short) (hum[i] + voice[i]);
    }
    short[] prompt = PromptFinish.finish(mixed, 16_000);

    double left =
        Energy.amplitudeAt(50, prompt, 800, 6400, 8000)
            / Energy.amplitudeAt(1000, prompt, 800, 6400, 8000);
    assertThat(left).isLessThan(0.2); // 15 dB less at least
  }

  @Test
  void silenceAndNothingAreNothing() {
    assertThat(PromptFinish.finish(new short[0], 16_000)).isEmpty();
    assertThat(PromptFinish.finish(new short[16_000], 16_000)).isEmpty();
  }

  /** Half a second of silence, a second of a tone, half a second of silence. */
  private static short[] withSilence(double hertz, int amplitude, int rate) {
    short[] samples = new short[2 * rate];
    double[] sine = ResamplerTest.sine(hertz, rate, rate);
    for (int i = 0; i < rate; i++) {
      samples[rate / 2 + i] = (short) (sine[i] * amplitude / 10_000);
    }
    return samples;
  }

  private static double dBFs(short[] samples) {
    return 20 * Math.log10(Energy.rms(samples, 160, samples.length - 320) / 32_768);
  }

  private static int peak(short[] samples) {
    int peak = 0;
    for (short sample : samples) {
      peak = Math.max(peak, Math.abs((int) sample));
    }
    return peak;
  }
}
