package org.liniya.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EnergyTest {

  @Property
  void aToneIsFoundAtItsFrequencyAndNotElsewhere(
      @ForAll @IntRange(min = 300, max = 3000) int hertz,
      @ForAll @IntRange(min = 500, max = 30000) int amplitude) {
    short[] sine = Tone.sine(hertz, 4000, amplitude, 8000);
    assertThat(Energy.shareAt(hertz, sine)).isGreaterThan(0.98);
    assertThat(Energy.shareAt(hertz + 50, sine)).isLessThan(0.05);
    assertThat(Energy.amplitudeAt(hertz, sine, 0, 4000, 8000))
        .isCloseTo(amplitude, within(amplitude * 0.01 + 2));
  }

  @Test
  void noiseIsNoTone() {
    Random random = new Random(7);
    short[] noise = new short[8000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (short) (random.nextInt(16000) - 8000);
    }
    assertThat(Energy.shareAt(440, noise)).isLessThan(0.02);
  }

  @Test
  void silenceHasNoEnergy() {
    assertThat(Energy.rms(new short[0])).isZero();
    assertThat(Energy.rms(new short[160])).isZero();
    assertThat(Energy.shareAt(440, new short[160])).isZero();
    assertThat(Energy.dBm0(new short[160])).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void refusesATonePastHalfTheRate() {
    assertThatThrownBy(() -> Tone.sine(4000, 10)).isInstanceOf(IllegalArgumentException.class);
  }
}
