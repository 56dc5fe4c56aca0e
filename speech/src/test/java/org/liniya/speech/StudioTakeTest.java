package org.liniya.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.liniya.audio.Energy;
import org.liniya.audio.Tone;
import org.liniya.audio.Wav;

/** The rule of what a studio's file is good for. */
final class StudioTakeTest {

  @Test
  void aGoodTakeIsCutAndAsLoudAsAllPromptsAtWhateverRateAndInStereoToo() {
    short[] voice = take(48_000, 3_000, 1);
    for (Wav wav :
        List.of(new Wav(48_000, List.of(voice)), new Wav(48_000, List.of(voice, voice)))) {
      StudioTake.Good good = (StudioTake.Good) StudioTake.judge(wav);
      assertThat(good.seconds()).isBetween(1.0, 1.1);
      assertThat(20 * Math.log10(Energy.rms(good.prompt()) / 32_768)).isBetween(-22.0, -20.0);
    }
  }

  @Test
  void aClippedOneIsNot() {
    short[] loud = take(48_000, 30_000, 1);
    for (int i = 0; i < loud.length; i++) {
      loud[i] = (short) Math.clamp(loud[i] * 2, -32_768, 32_767);
    }
    assertRefused(new Wav(48_000, List.of(loud)), "it is clipped");
  }

  @Test
  void aClippedOneWithoutFlatTopsIsNot() {
    short[] loud = take(48_000, 30_000, 1);
    for (int i = 0; i < loud.length; i++) {
      int below = Math.clamp(loud[i] * 2, -32_600, 32_600);
      loud[i] = (short) (i % 2 == 0 ? Math.clamp(loud[i] * 2, -32_767, 32_767) : below);
    }
    assertRefused(new Wav(48_000, List.of(loud)), "it is clipped");
  }

  @Test
  void aPeakThatJustReachesTheTopIsNoClipping() {
    assertThat(StudioTake.judge(new Wav(48_000, List.of(take(48_000, 32_700, 1)))))
        .isInstanceOf(StudioTake.Good.class);
  }

  @Test
  void aQuietOneASilentOneAndALongOneAreNot() {
    assertRefused(new Wav(48_000, List.of(take(48_000, 150, 1))), "it is too quiet (-53 dBFS)");
    assertRefused(new Wav(48_000, List.of(new short[48_000])), "nothing but silence");
    assertRefused(new Wav(48_000, List.of(new short[0])), "nothing but silence");
    assertRefused(new Wav(44_100, List.of(take(44_100, 3_000, 21))), "it takes 21 s");
  }

  private static void assertRefused(Wav wav, String why) {
    assertThat(StudioTake.judge(wav))
        .isInstanceOfSatisfying(
            StudioTake.Refused.class,
            refused -> {
              assertThat(refused.why()).contains(why);
              assertThat(refused.cure()).isNotBlank();
            });
  }

  /** A tone with half a second of silence before and after it. */
  private static short[] take(int rate, int amplitude, int seconds) {
    short[] all = new short[(seconds + 1) * rate];
    short[] tone = Tone.sine(500, seconds * rate, amplitude, rate);
    System.arraycopy(tone, 0, all, rate / 2, tone.length);
    return all;
  }
}
