package org.liniya.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResamplerTest {

  @ParameterizedTest
  @ValueSource(ints = {8000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000})
  void aToneOfTheTelephoneBandStaysWhatItIs(int rate) {
    double[] slow = Resampler.resample(sine(1000, rate, rate), rate, 8000);
    short[] samples = shorts(slow);

    assertThat(slow).hasSize(8000);
    assertThat(Energy.amplitudeAt(1000, samples, 400, 7200, 8000)).isBetween(9950.0, 10_050.0);
    assertThat(Energy.shareAt(1000, samples, 400, 7200, 8000)).isGreaterThan(0.9999);
  }

  @ParameterizedTest
  @ValueSource(ints = {4500, 5000, 6000, 7400})
  void whatTheNewRateCannotHoldDoesNotFoldBack(int hertz) {
    short[] samples = shorts(Resampler.resample(sine(hertz, 16_000, 16_000), 16_000, 8000));

    assertThat(Energy.rms(samples, 400, 7200)).isLessThan(7071 * 0.001); // 60 dB less
  }

  @Test
  void aSlowSoundBecomesFaster() {
    short[] samples = shorts(Resampler.resample(sine(1000, 6000, 6000), 6000, 8000));

    assertThat(samples).hasSize(8000);
    assertThat(Energy.shareAt(1000, samples, 400, 7200, 8000)).isGreaterThan(0.999);
  }

  @Test
  void nothingStaysNothingAndNoRateIsRefused() {
    assertThat(Resampler.resample(new double[0], 48_000, 8000)).isEmpty();
    assertThatThrownBy(() -> Resampler.resample(new double[1], 0, 8000))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static double[] sine(double hertz, int samples, int rate) {
    double[] sine = new double[samples];
    for (int i = 0; i < samples; i++) {
      sine[i] = 10_000 * Math.sin(2 * Math.PI * hertz * i / rate);
    }
    return sine;
  }

  static short[] shorts(double[] samples) {
    short[] shorts = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      shorts[i] = (short) Math.round(samples[i]);
    }
    return shorts;
  }
}
