package org.liniya.audio.hearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes that are even and odd powers of two. */
class FftTest {

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 64, 128, 2048, 4096})
  void thereAndBackIsTheSameTimesTheSize(int size) {
    float[] re = noise(size, 1);
    float[] im = noise(size, 2);
    float[] keptRe = re.clone();
    float[] keptIm = im.clone();
    Fft fft = new Fft(size);
    fft.forward(re, im);
    fft.back(re, im);
    for (int i = 0; i < size; i++) {
      assertThat(re[i] / size).isCloseTo(keptRe[i], within(1e-4f));
      assertThat(im[i] / size).isCloseTo(keptIm[i], within(1e-4f));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 64, 128})
  void productsOfSpectraAreConvolutions(int size) {
    float[] a = noise(size, 3);
    float[] b = noise(size, 4);
    float[] re = a.clone();
    float[] im = new float[size];
    float[] otherRe = b.clone();
    float[] otherIm = new float[size];
    Fft fft = new Fft(size);
    fft.forward(re, im);
    fft.forward(otherRe, otherIm);
    for (int i = 0; i < size; i++) {
      float x = re[i] * otherRe[i] - im[i] * otherIm[i];
      im[i] = re[i] * otherIm[i] + im[i] * otherRe[i];
      re[i] = x;
    }
    fft.back(re, im);
    for (int i = 0; i < size; i++) {
      float expected = 0;
      for (int j = 0; j < size; j++) {
        expected += a[j] * b[Math.floorMod(i - j, size)];
      }
      assertThat(re[i] / size).isCloseTo(expected, within(1e-3f));
      assertThat(im[i] / size).isCloseTo(0, within(1e-3f));
    }
  }

  private static float[] noise(int size, long seed) {
    Random random = new Random(seed);
    float[] noise = new float[size];
    for (int i = 0; i < size; i++) {
      noise[i] = random.nextFloat() * 2 - 1;
    }
    return noise;
  }
}
