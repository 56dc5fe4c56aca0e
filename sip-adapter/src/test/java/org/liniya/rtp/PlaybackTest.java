package org.liniya.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private long clock;

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
  void whoComesLaterHearsWhatTheOthersHear() {
    byte[] early = new byte[160];
    byte[] late = new byte[160];
    clock = 1_300; // the music goes round after 800
    Playback first = playback(new Clip.Music("440-100"));
    first.fill(early, 160, Encoding.PCMA);
    clock += 160;
    Playback second = playback(new Clip.Music("440-100"));
    first.fill(early, 160, Encoding.PCMA);
    second.fill(late, 160, Encoding.PCMA);
    assertThat(late).isEqualTo(early);
    byte[] music = G711.A_LAW.encode(Tone.sine(440, 800));
    assertThat(Arrays.copyOf(late, 140)).isEqualTo(Arrays.copyOfRange(music, 660, 800));
  }

  @Test
  void musicBehindAnAnnouncementIsWhereTheOthersAre() {
    clock = 5_000;
    Playback playback = playback(new Clip.Prompt(Language.RU, "900-20"), new Clip.Music("440-100"));
    byte[] buffer = new byte[160];
    playback.fill(buffer, 160, Encoding.PCMA);
    clock = 5_160;
    playback.fill(buffer, 160, Encoding.PCMA);
    byte[] music = G711.A_LAW.encode(Tone.sine(440, 800));
    assertThat(buffer).isEqualTo(Arrays.copyOfRange(music, 360, 520));
  }

  /** 500 callers hear ten minutes of music for ten seconds each. */
  @Test
  void fiveHundredWhoWaitNeedNoMemoryOfTheMusic() {
    String tenMinutes = "440-600000";
    assertThat(catalogue.music(tenMinutes, Encoding.PCMA).orElseThrow()).hasSize(4_800_000);
    byte[] frame = new byte[160];
    List<Playback> waiting = new ArrayList<>();
    long before = allocated();
    for (int i = 0; i < 500; i++) {
      waiting.add(playback(new Clip.Music(tenMinutes)));
    }
    for (Playback each : waiting) {
      each.fill(frame, 160, Encoding.PCMA);
    }
    long entering = allocated() - before;
    before = allocated();
    for (int packet = 0; packet < 500; packet++) {
      for (int i = 0; i < waiting.size(); i++) {
        waiting.get(i).fill(frame, 160, Encoding.PCMA);
      }
    }
    long hearing = allocated() - before;
    assertThat(entering).as("bytes to come in").isLessThan(500 * 1_000);
    assertThat(hearing).as("bytes to hear it").isLessThan(10_000);
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  @Test
  void aSentenceThatWasReadIsHeardAndOneThatWasNotIsLeftOut() {
    Playback playback =
        playback(
            new Clip.Text(Language.RU, "never read", true),
            new Clip.Text(Language.RU, "900-20", true));
    byte[] heard = new byte[320];
    assertThat(playback.fill(heard, 320, Encoding.PCMA)).isEqualTo(160);
    assertThat(Arrays.copyOf(heard, 160)).isEqualTo(G711.A_LAW.encode(Tone.sine(900, 160)));
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
    return new Playback(1, Utterance.of(clips), catalogue, () -> clock);
  }
}
