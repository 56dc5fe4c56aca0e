package org.liniya.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WavTest {

  @Property
  void whatIsWrittenIsRead(@ForAll @Size(max = 200) short[] left, @ForAll boolean stereo)
      throws IOException {
    short[] right = new short[left.length];
    for (int i = 0; i < left.length; i++) {
      right[i] = (short) ~left[i];
    }
    Wav wav = stereo ? Wav.stereo(left, right) : Wav.mono(left);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    wav.write(out);
    Wav back = WavReader.read(out.toByteArray());
    assertThat(back.rate()).isEqualTo(8000);
    assertThat(back.channels()).isEqualTo(stereo ? 2 : 1);
    assertThat(back.channel(0)).isEqualTo(left);
    assertThat(back.channel(back.channels() - 1)).isEqualTo(stereo ? right : left);
  }

  @Test
  void readsBothLawsInStereo() throws IOException {
    for (G711 law : G711.values()) {
      WavFormat format = law == G711.A_LAW ? WavFormat.A_LAW : WavFormat.MU_LAW;
      byte[] data = {1, 2, 3, 4, 5, 6};
      Wav wav = WavReader.read(concat(Wav.header(format, 2, 8000, data.length), data));
      assertThat(wav.channel(0)).isEqualTo(law.decode(new byte[] {1, 3, 5}));
      assertThat(wav.channel(1)).isEqualTo(law.decode(new byte[] {2, 4, 6}));
    }
  }

  @Test
  void readsTwentyFourBitsAsAStudioDeliversThem() throws IOException {
    byte[] data = {
      0, 1, 0, (byte) 0x80, 1, 0, (byte) 0xFF, (byte) 0xFF, 0x7F, 0, 0, (byte) 0x80, 0, -1, -1, 0
    };
    Wav wav = WavReader.read(concat(Wav.header(WavFormat.PCM_24, 1, 48_000, data.length), data));

    assertThat(wav.rate()).isEqualTo(48_000);
    assertThat(wav.channel(0)).isEqualTo(new short[] {1, 2, 32_767, -32_768, -1});
  }

  @Test
  void readsARecordingCutOffByACrashAsFarAsItGoes() throws IOException {
    byte[] whole = Wav.mono(new short[] {1, 2, 3, 4}).toBytes();
    assertThat(WavReader.read(Arrays.copyOf(whole, whole.length - 3)).channel(0))
        .isEqualTo(new short[] {1, 2});
  }

  @Test
  void skipsChunksThatItDoesNotKnow() throws IOException {
    byte[] whole = Wav.mono(new short[] {7}).toBytes();
    byte[] odd = {'L', 'I', 'S', 'T', 3, 0, 0, 0, 'a', 'b', 'c', 0};
    byte[] file =
        concat(concat(Arrays.copyOf(whole, 12), odd), Arrays.copyOfRange(whole, 12, whole.length));
    assertThat(WavReader.read(file).channel(0)).isEqualTo(new short[] {7});
  }

  @Test
  void saysWhatIsWrong() {
    byte[] whole = Wav.mono(new short[] {7}).toBytes();
    assertThatThrownBy(() -> WavReader.read(new byte[0])).hasMessageContaining("not a RIFF");
    assertThatThrownBy(() -> WavReader.read(Arrays.copyOf(whole, 40)))
        .hasMessageContaining("no data");
    assertThatThrownBy(() -> WavReader.read(with(whole, 22, 5))).hasMessageContaining("5 channels");
    assertThatThrownBy(() -> WavReader.read(with(whole, 34, 32))).hasMessageContaining("32 bits");
    assertThatThrownBy(() -> WavReader.read(new ByteArrayInputStream(whole), 20))
        .isInstanceOf(WavException.class)
        .hasMessageContaining("longer than 20");
  }

  @Property
  void damagedFilesGiveSoundOrAWavException(
      @ForAll @IntRange(min = 0, max = 61) int at, @ForAll byte value, @ForAll int length) {
    byte[] whole = with(Wav.mono(new short[] {1, 2}).toBytes(), at, value);
    byte[] file = Arrays.copyOf(whole, Math.floorMod(length, whole.length + 1));
    try {
      assertThat(WavReader.read(file).length()).isLessThanOrEqualTo(file.length);
    } catch (WavException refused) {
      assertThat(refused).hasMessageMatching(".+");
    }
  }

  @Test
  void refusesUnequalChannels() {
    assertThatThrownBy(() -> new Wav(8000, List.of(new short[1], new short[2])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] with(byte[] file, int at, int value) {
    byte[] changed = file.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
