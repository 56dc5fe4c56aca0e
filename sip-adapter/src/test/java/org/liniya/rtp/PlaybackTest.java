package org.liniya.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.liniya.audio.Energy;
import org.liniya.audio.G711;
import org.liniya.audio.Tone;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;

class PlaybackTest {

  private final ToneCatalogue catalogue = new ToneCatalogue();
  private final Playback.MusicPhases phases = new Playback.MusicPhases();

  @Property
  void everySampleIsPlayedOnceInOrder(
      @ForAll @IntRange(min = 1, max = 480) int frame,
      @ForAll @IntRange(min = 1, max = 90) int firstMs,
      @ForAll @IntRange(max = 90) int pauseMs) {
    Playback playback =
        playback(
            new Clip.Prompt(Language.RU, "440-" + firstMs),
            new Clip.Silence(Duration.ofMillis(pauseMs)),
            new Clip.Prompt(Language.RU, "missing"),
            new Clip.Prompt(Language.RU, "900-30"));
    byte[] all = new byte[(firstMs + pauseMs + 30) * 8];
    byte[] buffer = new byte[480];
    int at = 0;
    int got = frame;
    while (got == frame) {
      got = playback.fill(buffer, frame, Encoding.PCMA);
      System.arraycopy(buffer, 0, all, at, got);
      at += got;
    }
    assertThat(at).isEqualTo(all.length);
    assertThat(Arrays.copyOf(all, firstMs * 8))
        .isEqualTo(G711.A_LAW.encode(Tone.sine(440, firstMs * 8)));
    assertThat(Arrays.copyOfRange(all, all.length - 240, all.length))
        .isEqualTo(G711.A_LAW.encode(Tone.sine(900, 240)));
  }

  @Test
  void musicGoesOnWhereItWasLeft() {
    byte[] music = G711.A_LAW.encode(Tone.sine(440, 800));
    byte[] buffer = new byte[480];
    Playback first = playback(new Clip.Music("440-100"));
    first.fill(buffer, 100, Encoding.PCMA);
    first.leave();
    Playback second = playback(new Clip.Music("440-100"));
    second.fill(buffer, 160, Encoding.PCMA);
    assertThat(Arrays.copyOf(buffer, 160)).isEqualTo(Arrays.copyOfRange(music, 100, 260));
  }

  @Test
  void missingMusicIsSilenceWithoutEnd() {
    Playback playback = playback(new Clip.Music("missing"));
    byte[] buffer = new byte[160];
    for (int i = 0; i < 1000; i++) {
      assertThat(playback.fill(buffer, 160, Encoding.PCMU)).isEqualTo(160);
    }
    assertThat(buffer).containsOnly(G711.MU_LAW.silence());
  }

  @Test
  void anotherLawInTheMiddleGoesOnAtTheSamePlace() {
    Playback playback = playback(new Clip.Prompt(Language.RU, "440-100"));
    byte[] buffer = new byte[400];
    playback.fill(buffer, 400, Encoding.PCMA);
    assertThat(playback.fill(buffer, 400, Encoding.PCMU)).isEqualTo(400);
    byte[] whole = G711.MU_LAW.encode(Tone.sine(440, 800));
    assertThat(buffer).isEqualTo(Arrays.copyOfRange(whole, 400, 800));
  }

  @Test
  void aToneIsATone() {
    Playback playback = playback(new Clip.Tone(1400, Duration.ofMillis(50)));
    byte[] buffer = new byte[480];
    assertThat(playback.fill(buffer, 480, Encoding.PCMA)).isEqualTo(400);
    assertThat(Energy.shareAt(1400, G711.A_LAW.decode(Arrays.copyOf(buffer, 400))))
        .isGreaterThan(0.95);
  }

  @Test
  void nothingToSayEndsAtOnce() {
    assertThat(playback().fill(new byte[160], 160, Encoding.PCMA)).isZero();
  }

  private Playback playback(Clip... clips) {
    return new Playback(1, Utterance.of(clips), catalogue, phases);
  }
}
